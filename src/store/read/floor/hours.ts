import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

export interface HourOfWork {
  /** Begin of the hour. */
  readonly at: Instant
  readonly received: number
  /** Median minutes from registration to the first dispatch, of those that were dispatched; null where none was. */
  readonly minutesToDispatch: number | null
}

/** The last hours one by one. `sinceNumber` bounds the walk by the number's day, so that history costs nothing. */
export async function hoursOfWork(
  database: Database,
  since: Instant,
  until: Instant,
  sinceNumber: string,
): Promise<readonly HourOfWork[]> {
  const result = await database.query<HourOfWork>({
    name: 'floor_hours',
    text: `with given as (
        select r.number, r.registered_at, date_trunc('hour', r.registered_at) as hour
        from service_request r
        where r.number >= $3::bigint and r.registered_at >= $1 and r.registered_at < $2
      )
      select hour as at, count(*)::integer as received,
        percentile_cont(0.5) within group (order by extract(epoch from w.dispatched_at - g.registered_at) / 60)
          filter (where w.number is not null) as "minutesToDispatch"
      from given g left join work_order w on w.number = g.number and w.ordinal = 1
      group by hour order by hour`,
    values: [new Date(since), new Date(until), sinceNumber],
  })
  return result.rows
}
