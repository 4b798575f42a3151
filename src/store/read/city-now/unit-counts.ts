import type { Metric } from '../../../core/assessment/metric.ts'
import type { Day } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** By unit (or topic), then by metric. */
export type CountsByKey = ReadonlyMap<string, Partial<Readonly<Record<Metric, number>>>>

/** What each unit counted over some days together, folded or not. */
export async function unitCounts(
  database: Database,
  from: Day,
  until: Day,
  metrics: readonly Metric[],
): Promise<CountsByKey> {
  const result = await database.query<{ key: string; metric: Metric; amount: string }>({
    name: 'city_unit_counts',
    text: `select unit_code as key, metric, sum(amount)::text as amount from (
        select unit_code, metric, amount from counter where on_day between $1 and $2 and metric = any($3)
        union all
        select unit_code, metric, amount from counter_delta where on_day between $1 and $2 and metric = any($3)
      ) every group by unit_code, metric having sum(amount) <> 0`,
    values: [from, until, metrics],
  })
  const byKey = new Map<string, Partial<Record<Metric, number>>>()
  for (const { key, metric, amount } of result.rows) {
    const counts = byKey.get(key) ?? {}
    counts[metric] = Number(amount)
    byKey.set(key, counts)
  }
  return byKey
}
