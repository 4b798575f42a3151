import { createHash } from 'node:crypto'
import { countNames } from '../../core/assessment/counts.ts'
import type { SchemePeriod } from '../../core/assessment/scheme-periods.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import { canonical } from '../journal-entry.ts'
import type { Queryable } from '../journal/queryable.ts'
import { countsFromRecords, figuresFromRollups, type CountsByUnit, type UnitFigures } from '../read/scores.ts'
import type { Checkpoint, FrozenFigure } from '../read/scores/closed-period.ts'
import { hasUnsealed, newestCheckpoint } from '../read/scores/sealed.ts'
import { appendToStream } from './journal-stream.ts'

export interface PeriodClose {
  readonly named: SchemePeriod
  readonly timeZone: string
  readonly catalogueVersion: string
  readonly answeredBefore: Instant
  readonly at: Instant
  readonly actor: Actor
  /** Every assessed unit with what was counted of it. */
  readonly freeze: (counts: CountsByUnit, figures: ReadonlyMap<string, UnitFigures>) => readonly FrozenFigure[]
}

export type CloseOutcome = 'closed' | 'already_done' | 'period_overlaps' | 'period_not_sealed' | 'figures_differ'

export const periodStream = (code: string): string => `period/${code}`

/**
 * Freezes a period in one transaction that sees one moment of the data: figures counted anew from the
 * records, equal to the roll-ups, from sealed entries only; the rows and the journal's entry stand together
 * or not at all. Who comes second is told `already_done`.
 */
export async function freezePeriod(database: Database, close: PeriodClose): Promise<CloseOutcome> {
  const client = await database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level repeatable read')
    const outcome = await freeze(client, close)
    await client.query(outcome === 'closed' ? 'commit' : 'rollback')
    return outcome
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    const { code } = error as { code?: string }
    if (code === '23505' || code === '40001') return 'already_done'
    if (code === '23P01') return 'period_overlaps'
    throw error
  } finally {
    client.release(broken)
  }
}

async function freeze(client: Queryable, close: PeriodClose): Promise<CloseOutcome> {
  const { period } = close.named
  const there = await client.query<{ code: string }>(
    `select code from assessment_period where daterange(from_day, until_day, '[]') && daterange($1, $2, '[]')`,
    [period.fromDay, period.untilDay],
  )
  if (there.rows.length > 0)
    return there.rows.some(({ code }) => code === period.code) ? 'already_done' : 'period_overlaps'
  const checkpoint = await newestCheckpoint(client)
  if (!checkpoint || (await hasUnsealed(client, period))) return 'period_not_sealed'
  const rollups = await figuresFromRollups(client, period)
  if (!areEqual(rollups, await countsFromRecords(client, period))) return 'figures_differ'
  const figures = close.freeze(await countsFromRecords(client, period, close.answeredBefore), rollups)
  await writeRows(client, close, checkpoint, figures)
  await appendToStream(client, {
    stream: periodStream(period.code),
    at: close.at,
    type: 'period_closed',
    actor: close.actor,
    facts: {
      fromDay: period.fromDay,
      untilDay: period.untilDay,
      isTransition: close.named.isTransition,
      timeZone: close.timeZone,
      answeredBefore: close.answeredBefore,
      scheme: close.named.scheme,
      catalogueVersion: close.catalogueVersion,
      treeSize: checkpoint.size,
      root: checkpoint.root,
      figures,
      figuresHash: hashOf(figures).toString('hex'),
    },
  })
  return 'closed'
}

/** Roll-ups say what the records say; units without anything need not be in both. */
function areEqual(rollups: ReadonlyMap<string, UnitFigures>, records: CountsByUnit): boolean {
  const units = new Set([...rollups.keys(), ...records.keys()])
  return [...units].every((unit) =>
    countNames.every((name) => (rollups.get(unit)?.counts[name] ?? 0) === (records.get(unit)?.[name] ?? 0)),
  )
}

const hashOf = (figures: readonly FrozenFigure[]): Buffer => createHash('sha256').update(canonical(figures)).digest()

async function writeRows(
  client: Queryable,
  { named, timeZone, answeredBefore, at, actor, catalogueVersion }: PeriodClose,
  checkpoint: Checkpoint,
  figures: readonly FrozenFigure[],
): Promise<void> {
  const { period, scheme, isTransition } = named
  await client.query(
    `insert into assessment_period (code, from_day, until_day, from_at, until_at, is_transition, time_zone, closed_at,
       closed_by, answered_before, scheme_version, scheme, catalogue_version, tree_size, root_hash, checkpoint_at,
       figures_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, decode($15, 'hex'), $16, $17)`,
    [
      period.code,
      period.fromDay,
      period.untilDay,
      new Date(period.from),
      new Date(period.until),
      isTransition,
      timeZone,
      new Date(at),
      actor.id,
      new Date(answeredBefore),
      scheme.version,
      JSON.stringify(scheme),
      catalogueVersion,
      checkpoint.size,
      checkpoint.root,
      new Date(checkpoint.at),
      hashOf(figures),
    ],
  )
  await client.query(
    `insert into period_unit_figure (period, unit_code, object, name, kind, population, counts, beside)
     select $1, x.unit, x.object, x.name, x.kind, x.population, x.counts, x.beside
     from jsonb_to_recordset($2::jsonb) as x(unit text, object text, name jsonb, kind text, population integer,
       counts jsonb, beside jsonb)`,
    [period.code, JSON.stringify(figures)],
  )
}

/** Publishes a closed period, once; false where it was published before, or is not closed. */
export async function publishPeriod(database: Database, code: string, at: Instant, actor: Actor): Promise<boolean> {
  const client = await database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rowCount } = await client.query(
      'update assessment_period set published_at = $2, published_by = $3 where code = $1 and published_at is null',
      [code, new Date(at), actor.id],
    )
    if (rowCount === 1) {
      await appendToStream(client, { stream: periodStream(code), at, type: 'period_published', actor, facts: {} })
    }
    await client.query('commit')
    return rowCount === 1
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}
