import { gaugeDay } from '../../core/assessment/metric.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import { areaEvents } from '../../store/read/city-now/area-events.ts'
import { overdueByUnit } from '../../store/read/city-now/overdue-now.ts'
import { unitCounts } from '../../store/read/city-now/unit-counts.ts'
import { writeCityDay } from '../../store/write/city-day.ts'
import type { Reconcile } from './reconciler.ts'

/** Keeps how much is open, overdue and an area event today: the last run of a day is how it ended. */
export const cityDay: Reconcile = async (app) => {
  const { clock, rulebook, store } = app
  const now = clock.now()
  const [overdue, events, open] = await Promise.all([
    overdueByUnit(store.database, now),
    areaEvents(store.database, 1),
    unitCounts(store.database, gaugeDay, gaugeDay, ['open']),
  ])
  await writeCityDay(store.database, dayOf(now, rulebook.pack.timeZone), now, {
    open: sum([...open.values()].map((counts) => counts.open ?? 0)),
    overdue: sum([...overdue.values()]),
    events: events.count,
  })
  return 0
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
