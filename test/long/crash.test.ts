import { test } from 'vitest'
import { surviveStorm } from '../crash/crash-test.ts'

test('20,000 intakes while server and database are killed 12 times', { timeout: 900_000 }, () =>
  surviveStorm(20_000, 12),
)
