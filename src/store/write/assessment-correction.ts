import { addCounts, emptyCounts, type UnitCounts } from '../../core/assessment/counts.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Day, Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import type { Queryable } from '../journal/queryable.ts'
import { periodStream } from './assessment-period.ts'
import { appendToStream } from './journal-stream.ts'

/** What a decision changed of what was counted on a day. */
export interface CountChange {
  readonly unitCode: string
  readonly on: Day
  readonly metric: keyof UnitCounts
  readonly amount: number
}

/** A decision, by the journal entry that holds it. */
export interface LateDecision {
  readonly number: string
  readonly seq: number
  readonly type: string
  readonly at: Instant
  readonly actor: Actor
  readonly changes: readonly CountChange[]
}

/**
 * Records what a decision changes of periods that are closed: old and new figures of each unit, and an entry in the
 * period's own stream. What the close itself has already seen changes nothing, nor does the same decision twice.
 * @returns how many corrections were written
 */
export async function writeCorrections(database: Database, decision: LateDecision): Promise<number> {
  const client = await database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    let written = 0
    for (const [code, changes] of await lateChanges(client, decision)) {
      for (const [unit, some] of grouped(changes, ({ unitCode }) => unitCode)) {
        written += Number(await correct(client, decision, code, unit, some))
      }
    }
    await client.query('commit')
    return written
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Changes by the closed period that did not see them: an entry that its checkpoint holds was counted at the close. */
async function lateChanges(client: Queryable, { number, seq, changes }: LateDecision) {
  const days = changes.map(({ on }) => on)
  const { rows } = await client.query<{ code: string; from_day: Day; until_day: Day }>(
    // Taken one after the other: the next correction begins where this one ended.
    `select code, from_day, until_day from assessment_period
     where exists (select from unnest($1::date[]) day where day between from_day and until_day)
       and not exists (select from journal_leaf l where l.number = $2 and l.seq = $3 and l.leaf_index < tree_size)
     order by from_day for update`,
    [days, number, seq],
  )
  return rows.map(
    ({ code, from_day: from, until_day: until }) =>
      [code, changes.filter(({ on }) => on >= from && on <= until)] as const,
  )
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

async function correct(
  client: Queryable,
  { number, seq, type, at, actor }: LateDecision,
  period: string,
  unit: string,
  changes: readonly CountChange[],
): Promise<boolean> {
  const { rows } = await client.query<{ counts: UnitCounts }>(
    `select coalesce(
       (select after_counts from assessment_correction where period = $1 and unit_code = $2 order by id desc limit 1),
       (select counts from period_unit_figure where period = $1 and unit_code = $2)) as counts`,
    [period, unit],
  )
  const before = rows[0]?.counts ?? emptyCounts
  const after = changes.reduce((sum, { metric, amount }) => addCounts(sum, { [metric]: amount }), before)
  const { rowCount } = await client.query(
    `insert into assessment_correction (number, seq, period, unit_code, at, type, actor_id, before_counts, after_counts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [number, seq, period, unit, new Date(at), type, actor.id, JSON.stringify(before), JSON.stringify(after)],
  )
  if (rowCount !== 1) return false
  const facts = { request: number, requestSeq: seq, decision: type, unit, before, after }
  await appendToStream(client, { stream: periodStream(period), at, type: 'period_corrected', actor, facts })
  return true
}
