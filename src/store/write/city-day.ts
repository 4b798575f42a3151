import type { Day, Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import type { DayMeasure } from '../read/city-now/city-days.ts'

/** One row a city day and measure; the last run of a day stands. */
export async function writeCityDay(
  database: Database,
  on: Day,
  at: Instant,
  amounts: Readonly<Record<DayMeasure, number>>,
): Promise<void> {
  await database.query({
    name: 'write_city_day',
    text: `insert into city_day (on_day, measure, amount, at)
      select $1, measure, amount, $2 from unnest($3::text[], $4::integer[]) as given (measure, amount) order by measure
      on conflict (on_day, measure) do update set amount = excluded.amount, at = excluded.at`,
    values: [on, new Date(at), Object.keys(amounts), Object.values(amounts)],
  })
}
