import { expect, test } from 'vitest'
import { readDay, readInstant } from '../../../src/core/text/instant-text.ts'

const rule = {
  field: 'occurredAt',
  timeZone: 'Asia/Shanghai',
  earliest: Date.UTC(1949, 9, 1),
  latest: Date.UTC(2026, 10, 23),
}
const codeOf = (text: string) => {
  const read = readInstant(text, rule)
  return read.ok ? new Date(read.at).toISOString() : read.refusal.code
}

test.each([
  ['2026-02-29', 'invalid_date'],
  ['2026-13-01', 'invalid_date'],
  ['yesterday', 'invalid_date'],
  ['2026-11-22T23:59:60', 'invalid_time'],
  ['2026-11-22T24:01', 'invalid_time'],
  ['0000-01-01', 'out_of_range'],
  ['9999-01-01', 'out_of_range'],
  ['10000-01-01', 'out_of_range'],
  ['-1-01-01', 'out_of_range'],
  ['2026-12-24', 'out_of_range'],
  ['1900-01-01', 'too_old'],
  ['2026-11-22', '2026-11-21T16:00:00.000Z'],
  ['2026-11-22 08:30', '2026-11-22T00:30:00.000Z'],
  ['2026-11-22T08:30:15.5Z', '2026-11-22T08:30:15.500Z'],
  ['2026-11-22T08:30:00+0900', '2026-11-21T23:30:00.000Z'],
  ['2026-11-22T08:30:00-05:00', '2026-11-22T13:30:00.000Z'],
  // Clocks in China went from 02:00 to 03:00 on that day: a time that never was is the moment of the jump.
  ['1986-05-04T02:30', '1986-05-03T18:00:00.000Z'],
  ['2024-02-29', '2024-02-28T16:00:00.000Z'],
])('%s is %s', (text, expected) => expect(codeOf(text)).toBe(expected))

test.each([
  ['2026-02-28', undefined],
  ['2026-02-29', 'invalid_date'],
  ['0999-01-01', 'out_of_range'],
  ['26-01-01', 'out_of_range'],
  ['2026-1-1', 'invalid_date'],
])('the day %s: %s', (text, code) => {
  const read = readDay(text, 'on')
  expect(read.ok ? undefined : read.refusal.code).toBe(code)
})
