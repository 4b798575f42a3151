import type { Metric } from '../../../core/assessment/metric.ts'
import type { Day } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

export interface DayCount {
  readonly on: Day
  readonly metric: Metric
  readonly amount: number
}

/** What the whole city counted on each of some days, folded or not: the cost grows with the days asked for alone. */
export async function dayCounts(
  database: Database,
  from: Day,
  until: Day,
  metrics: readonly Metric[],
): Promise<readonly DayCount[]> {
  const result = await database.query<{ on: Day; metric: Metric; amount: string }>({
    name: 'city_day_counts',
    text: `select on_day as "on", metric, sum(amount)::text as amount from (
        select on_day, metric, amount from counter where on_day between $1 and $2 and metric = any($3)
        union all
        select on_day, metric, amount from counter_delta where on_day between $1 and $2 and metric = any($3)
      ) every group by on_day, metric`,
    values: [from, until, metrics],
  })
  return result.rows.map(({ on, metric, amount }) => ({ on, metric, amount: Number(amount) }))
}
