import fc from 'fast-check'
import { expectSound, expectSoundCounts, expectSoundStream } from './life-invariants.ts'
import { beginnings, step, takeStep } from './random-life.ts'
import { createWorld } from './world.ts'

/**
 * Random commands by random roles with random input against four requests at a time: whatever is done,
 * every rule that must always hold does. `decide` itself throws where a rule leaves the table.
 * @returns how many steps were taken and how many were not refused
 */
export function checkLifecycle(runs: number, seed: number): { readonly steps: number; readonly taken: number } {
  const count = { steps: 0, taken: 0 }
  fc.assert(
    fc.property(beginnings, fc.array(step, { minLength: 1, maxLength: 200, size: 'max' }), (intakes, steps) => {
      const world = createWorld()
      const numbers = intakes.map((intake) => world.register(intake))
      for (const one of steps) {
        count.steps += 1
        const touched = takeStep(world, numbers, one)
        count.taken += Math.min(1, touched.length)
        for (const number of touched) expectSound(world.request(number))
      }
      for (const number of numbers) expectSoundStream(world, number)
      expectSoundCounts(world, numbers)
    }),
    { numRuns: runs, seed },
  )
  return count
}
