import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/time.ts'
import { createPace } from '../../src/main/simulator/pace.ts'

test('a city lives faster, slower or not at all, and never goes back', () => {
  let now = 1_000_000
  const pace = createPace({ now: () => now })
  expect(pace.now()).toBe(now)
  now += HOUR
  pace.set(16)
  expect(pace.now()).toBe(now)
  now += MINUTE
  expect(pace.now()).toBe(now + 15 * MINUTE)
  pace.set(0)
  now += HOUR
  expect(pace.now()).toBe(now - HOUR + 15 * MINUTE)
  pace.set(1)
  now += MINUTE
  expect(pace.now()).toBe(now - HOUR + 15 * MINUTE)
  expect(pace.speed).toBe(1)
})
