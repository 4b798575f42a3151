import { expect, test } from 'vitest'
import { checkLifecycle } from '../support/lifecycle-property.ts'

const seed = Number(process.env['LIFECYCLE_SEED'] ?? Date.now() % 1_000_000)

test(`whatever people do, the main line holds: 2000 runs, LIFECYCLE_SEED=${seed}`, { timeout: 600_000 }, () => {
  const { steps, taken } = checkLifecycle(2000, seed)
  expect(taken / steps).toBeGreaterThan(0.15)
})
