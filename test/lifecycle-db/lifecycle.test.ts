import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { talliesOf } from '../../src/core/assessment/tally.ts'
import type { App } from '../../src/actions/app.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { folded } from '../support/life-invariants.ts'
import { beginnings, step } from '../support/random-life.ts'
import { createWorld } from '../support/world.ts'
import { expectJournal, listenTo, registerInBoth, stepInBoth } from './stored-life.ts'

const runs = Number(process.env['LIFECYCLE_RUNS'] ?? 200)
const seed = Number(process.env['LIFECYCLE_SEED'] ?? Date.now() % 1_000_000)

let house: TinyHouse
let processes: readonly App[]
beforeAll(async () => {
  house = await openTinyHouse()
  processes = [house.app, house.another()]
})

test(
  `the database holds what the model folds, and refuses what it refuses: ${runs} runs, LIFECYCLE_SEED=${seed}`,
  { timeout: 1_800_000 },
  async () => {
    const count = { steps: 0, taken: 0 }
    const counters = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(beginnings, fc.array(step, { minLength: 20, maxLength: 60 }), async (intakes, steps) => {
        const listening = listenTo(createWorld())
        const { world } = listening
        house.at('2026-03-02 09:00')
        const numbers: string[] = []
        for (const intake of intakes) numbers.push(await registerInBoth(house, world, intake))
        for (const one of steps) {
          count.steps += 1
          if (await stepInBoth(house, processes, listening, numbers, one)) count.taken += 1
        }
        for (const number of numbers) {
          await expectJournal(house, world, number)
          for (const { before, event, after } of folded(number, world.events(number))) {
            for (const { unitCode, on, metric, amount } of talliesOf(before, event, after, tinyCity.timeZone)) {
              const key = `${unitCode} ${on} ${metric}`
              counters.set(key, (counters.get(key) ?? 0) + amount)
            }
          }
        }
      }),
      { numRuns: runs, seed },
    )
    // A life in which everything is refused would prove nothing.
    expect(count.taken / count.steps).toBeGreaterThan(0.15)
    expect(await storedCounters()).toEqual(without0(counters))
  },
)

async function storedCounters(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await house.database.query<{ key: string; amount: string }>(
    `select unit_code || ' ' || on_day || ' ' || metric as key, sum(amount)::text as amount from (
       select unit_code, on_day, metric, amount from counter_delta
       union all select unit_code, on_day, metric, amount from counter) every
     group by key having sum(amount) <> 0`,
  )
  return without0(new Map(rows.map(({ key, amount }) => [key, Number(amount)])))
}

const without0 = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].filter(([, amount]) => amount !== 0))
