import { expect, test } from 'vitest'
import { checkLifecycle } from '../../support/lifecycle-property.ts'

const runs = Number(process.env['LIFECYCLE_RUNS'] ?? 200)
const seed = Number(process.env['LIFECYCLE_SEED'] ?? Date.now() % 1_000_000)

test(`whatever people do, the main line holds: ${runs} runs, LIFECYCLE_SEED=${seed}`, { timeout: 600_000 }, () => {
  const { steps, taken } = checkLifecycle(runs, seed)
  // A life in which everything is refused would prove nothing.
  expect(taken / steps).toBeGreaterThan(0.15)
})
