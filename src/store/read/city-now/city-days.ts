import type { Day } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** What a city day's end is remembered by. */
export const dayMeasures = ['open', 'overdue', 'events'] as const
export type DayMeasure = (typeof dayMeasures)[number]

/** How much was open, overdue, an area event at the end of each day, by day and measure. */
export async function cityDays(
  database: Database,
  from: Day,
  until: Day,
): Promise<ReadonlyMap<Day, Partial<Readonly<Record<DayMeasure, number>>>>> {
  const result = await database.query<{ on: Day; measure: DayMeasure; amount: number }>({
    name: 'city_days',
    text: `select on_day as "on", measure, amount from city_day where on_day between $1 and $2`,
    values: [from, until],
  })
  const byDay = new Map<Day, Partial<Record<DayMeasure, number>>>()
  for (const { on, measure, amount } of result.rows) byDay.set(on, { ...byDay.get(on), [measure]: amount })
  return byDay
}
