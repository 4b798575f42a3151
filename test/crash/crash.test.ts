import { test } from 'vitest'
import { surviveStorm } from './crash-test.ts'

test('2,000 intakes while server and database are killed 3 times', { timeout: 300_000 }, () => surviveStorm(2_000, 3))
