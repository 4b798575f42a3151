import type { Instant } from '../../../core/time.ts'
import type { Queryable } from '../../journal/queryable.ts'

// The job runner's tables belong to the owner, whose connection has no search path of the product's: names are whole.

/** How the tasks stand that commits left to be done. */
export interface JobsNow {
  /** Not yet handed to the job runner, counted up to a bound. */
  readonly unsent: number
  /** With the job runner, to be done now or later. */
  readonly queued: number
  /** Those whose time has come, since when the longest. */
  readonly oldestDueAt: Instant | null
  /** Failed at least once and to be tried again. */
  readonly failing: number
  /** Failed as often as they may: laid aside until somebody looks. */
  readonly dead: number
  readonly troubled: readonly TroubledJob[]
}

export interface TroubledJob {
  readonly id: string
  readonly task: string
  readonly attempts: number
  readonly mostAttempts: number
  readonly nextAt: Instant
  readonly isDead: boolean
  /** What went wrong, without what was quoted: a message may hold a citizen's words. */
  readonly error: string
}

const countMost = 100_000
const shown = 20

export async function jobsNow(client: Queryable): Promise<JobsNow> {
  const { rows } = await client.query<{ unsent: string; runner: string | null }>(
    `select (select count(*) from (select from hotline.outbox limit ${countMost}) o) as unsent,
       to_regclass('graphile_worker._private_jobs')::text as runner`,
  )
  const [first] = rows
  const runner = first?.runner == null ? nothing : await ofRunner(client)
  return { unsent: Number(first?.unsent ?? 0), ...runner }
}

const nothing: Omit<JobsNow, 'unsent'> = { queued: 0, oldestDueAt: null, failing: 0, dead: 0, troubled: [] }

async function ofRunner(client: Queryable): Promise<Omit<JobsNow, 'unsent'>> {
  const counts = await client.query<{ queued: string; oldest: string | null; failing: string; dead: string }>(
    `select count(*) filter (where attempts < max_attempts) as queued,
       extract(epoch from min(run_at) filter (where attempts < max_attempts and run_at <= now())) * 1000 as oldest,
       count(*) filter (where attempts between 1 and max_attempts - 1 and last_error is not null) as failing,
       count(*) filter (where attempts >= max_attempts) as dead
     from (select * from graphile_worker._private_jobs limit ${countMost}) j`,
  )
  const troubled = await client.query<TroubledRow>(
    `select j.id::text, t.identifier as task, j.attempts, j.max_attempts as most,
       extract(epoch from j.run_at) * 1000 as next, j.last_error as error
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.last_error is not null order by j.attempts >= j.max_attempts desc, j.id desc limit ${shown}`,
  )
  const [row] = counts.rows
  return {
    queued: Number(row?.queued ?? 0),
    oldestDueAt: row?.oldest == null ? null : Number(row.oldest),
    failing: Number(row?.failing ?? 0),
    dead: Number(row?.dead ?? 0),
    troubled: troubled.rows.map(troubledJob),
  }
}

interface TroubledRow {
  readonly id: string
  readonly task: string
  readonly attempts: number
  readonly most: number
  readonly next: string
  readonly error: string | null
}

const troubledJob = ({ id, task, attempts, most, next, error }: TroubledRow): TroubledJob => ({
  id,
  task,
  attempts,
  mostAttempts: most,
  nextAt: Math.round(Number(next)),
  isDead: attempts >= most,
  error: withoutQuotes(error ?? ''),
})

/** The first line of an error, short, with everything quoted taken out. */
export const withoutQuotes = (error: string): string =>
  (error.split('\n')[0] ?? '')
    .replace(/"[^"]*"|'[^']*'|“[^”]*”|「[^」]*」|\([^)]*\)=\([^)]*\)/g, '…')
    .replace(/\d{5,}/g, '…')
    .slice(0, 160)
