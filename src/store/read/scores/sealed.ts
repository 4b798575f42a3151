import { gaugeDay } from '../../../core/assessment/metric.ts'
import type { AssessmentPeriod } from '../../../core/assessment/period.ts'
import type { Day, Instant } from '../../../core/time.ts'
import type { Queryable } from '../../journal/queryable.ts'
import type { Checkpoint } from './closed-period.ts'

/** The newest checkpoint; null before the first. */
export async function newestCheckpoint(database: Queryable): Promise<Checkpoint | null> {
  const result = await database.query<{ size: string; root: string; at: Instant }>({
    name: 'newest_checkpoint',
    text: `select tree_size as size, encode(root_hash, 'hex') as root, at from journal_checkpoint
      order by tree_size desc limit 1`,
  })
  const [row] = result.rows
  return row ? { ...row, size: Number(row.size) } : null
}

/**
 * Events of today that change what was counted on earlier days: the answer covers the callback that fell due,
 * exclusions and upheld objections take out or give back.
 */
const reachingBack = [
  'callback_recorded',
  'exclusion_decided',
  'exclusion_appeal_decided',
  'objection_upheld',
  'designated',
  'dispatch_recalled',
  'classified',
  'reclassified',
]

/** Whether an entry that no checkpoint holds may have changed the figures of a period. */
export async function hasUnsealed(database: Queryable, period: AssessmentPeriod): Promise<boolean> {
  const result = await database.query<{ waits: boolean }>({
    name: 'period_has_unsealed',
    text: `select exists (
        select from journal_pending p
        join journal_entry e on e.number = p.number and e.seq = p.seq
        left join service_request r on r.number = p.number
        where e.at < $1 or (e.type = any($2) and r.registered_at < $1)
      ) as waits`,
    values: [new Date(period.until), reachingBack],
  })
  return result.rows[0]?.waits ?? false
}

/** The first city day on which anything was counted; null where nothing was yet. */
export async function firstCountedDay(database: Queryable): Promise<Day | null> {
  const result = await database.query<{ day: Day | null }>({
    name: 'first_counted_day',
    text: `select least((select min(on_day) from counter where on_day > $1),
      (select min(on_day) from counter_delta where on_day > $1)) as day`,
    values: [gaugeDay],
  })
  return result.rows[0]?.day ?? null
}
