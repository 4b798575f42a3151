import type { App } from '../actions/app.ts'
import { addDays } from '../core/calendar/day.ts'
import { dayOf, startOfDay } from '../core/calendar/zone.ts'
import { applicationRole, openDatabase } from '../store/database.ts'
import { createStore } from '../store/store.ts'
import { readSetting, writeSetting } from '../store/write/setting.ts'
import type { House } from './open-house.ts'
import { createSimulatedClock, simulate } from './simulator/simulate.ts'

/** The demo's city: the last thirty days, and then it goes on. */
const demo = { days: 30, perDay: 40, seed: 12345 } as const

/** Fills an empty demo with the last thirty days, up to this moment. Once: what is there is never seeded again. */
export async function seedDemo(house: House, onProgress: (day: number, days: number) => void): Promise<void> {
  const { database } = house
  if ((await readSetting(database, 'demo_seeded')) !== undefined) return
  await writeSetting(database, 'demo_seeded', { begunAt: house.app.clock.now() })
  const until = house.app.clock.now()
  const { timeZone } = house.app.rulebook.pack
  const from = addDays(dayOf(until, timeZone), -demo.days)
  const clock = createSimulatedClock(startOfDay(from, timeZone))
  // Synthetic days that a power cut takes away are no loss, so they need not wait for the disk.
  const common = { url: house.ownerUrl, role: applicationRole, synchronousCommit: false, connections: 2 }
  const [quick, byKey] = [openDatabase(common), openDatabase({ ...common, byKeyOnly: true })]
  try {
    const app: App = { ...house.app, clock, store: createStore(quick, house.app.random, byKey) }
    await simulate(app, clock, {
      days: demo.days + 1,
      perDay: demo.perDay,
      seed: demo.seed,
      from,
      until,
      onProgress: (day) => onProgress(day, demo.days + 1),
    })
    await quick.query('analyze')
  } finally {
    await Promise.all([quick.end(), byKey.end()])
  }
}
