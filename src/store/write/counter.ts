import type { Database } from '../database.ts'

/**
 * Deltas are taken and added to their counters in one statement: an interrupted fold changes nothing,
 * two at once take different deltas. Counters are always locked in the same order.
 */
const foldStatement = `with taken as (
  delete from counter_delta where ctid = any (array(
    select ctid from counter_delta limit $1 for update skip locked
  )) returning unit_code, on_day, metric, amount
), folded as (
  insert into counter (on_day, unit_code, metric, amount)
  select on_day, unit_code, metric, sum(amount) from taken
  group by on_day, unit_code, metric order by on_day, unit_code, metric
  on conflict (on_day, unit_code, metric) do update set amount = counter.amount + excluded.amount
)
select count(*)::integer as taken from taken`

/** Folds at most `limit` deltas into the counters; returns how many. */
export async function foldCounterDeltas(database: Database, limit: number): Promise<number> {
  const result = await database.query<{ taken: number }>({
    name: 'fold_counters',
    text: foldStatement,
    values: [limit],
  })
  return result.rows[0]?.taken ?? 0
}
