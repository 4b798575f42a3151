import type { Instant } from '../../core/time.ts'
import type { Queryable } from '../journal/queryable.ts'

// How the journal and the work behind it stand, for `doctor`. Names are whole, as in health.ts.

export interface JournalClock {
  /** The database's clock. */
  readonly now: Instant
  /** The instant that the newest entry claims; null where there is none. */
  readonly newest: Instant | null
}

export async function journalClock(client: Queryable): Promise<JournalClock> {
  const { rows } = await client.query<{ now: string; newest: string | null }>(
    `select extract(epoch from clock_timestamp()) * 1000 as now,
       (select extract(epoch from at) * 1000 from hotline.journal_entry order by position desc limit 1) as newest`,
  )
  return { now: Number(rows[0]?.now), newest: instantOrNull(rows[0]?.newest) }
}

export interface Sealing {
  /** Entries that wait to be sealed. */
  readonly pending: number
  /** The oldest of them. */
  readonly oldest: Instant | null
  /** The newest checkpoint. */
  readonly last: Instant | null
}

export async function sealingNow(client: Queryable): Promise<Sealing> {
  const { rows } = await client.query<{ pending: string; oldest: string | null; last: string | null }>(
    `select (select count(*) from hotline.journal_pending) as pending,
       (select extract(epoch from min(e.at)) * 1000 from hotline.journal_pending p
          join hotline.journal_entry e on e.number = p.number and e.seq = p.seq) as oldest,
       (select extract(epoch from at) * 1000 from hotline.journal_checkpoint order by tree_size desc limit 1) as last`,
  )
  return {
    pending: Number(rows[0]?.pending ?? 0),
    oldest: instantOrNull(rows[0]?.oldest),
    last: instantOrNull(rows[0]?.last),
  }
}

const instantOrNull = (text: string | null | undefined): Instant | null =>
  text === null || text === undefined ? null : Number(text)

/** How many entries the newest checkpoint seals. */
export async function sealedEntries(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ size: string }>(
    'select coalesce(max(tree_size), 0) as size from hotline.journal_checkpoint',
  )
  return Number(rows[0]?.size)
}

export interface Backlog {
  /** Tasks not yet handed to the job runner, counted up to the bound, and those that it has not begun ten minutes after their time. */
  readonly waiting: number
  /** Tasks that failed as often as they may. */
  readonly dead: number
}

/** Tasks that wait. Before the first start of a worker the job runner has no tables. */
export async function backlogUpTo(client: Queryable, most: number): Promise<Backlog> {
  const { rows } = await client.query<{ outbox: string; runner: string | null }>(
    `select (select count(*) from (select from hotline.outbox limit $1::bigint) o) as outbox,
       to_regclass('graphile_worker._private_jobs')::text as runner`,
    [most],
  )
  const { outbox = '0', runner = null } = rows[0] ?? {}
  const { late, dead } = runner === null ? { late: 0, dead: 0 } : await jobsOf(client)
  return { waiting: Number(outbox) + late, dead }
}

async function jobsOf(client: Queryable): Promise<{ late: number; dead: number }> {
  const { rows } = await client.query<{ late: string; dead: string }>(
    `select count(*) filter (where attempts < max_attempts and run_at < now() - interval '10 minutes') as late,
       count(*) filter (where attempts >= max_attempts) as dead from graphile_worker._private_jobs`,
  )
  return { late: Number(rows[0]?.late), dead: Number(rows[0]?.dead) }
}
