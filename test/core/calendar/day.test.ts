import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayNumber,
  dayOfNumber,
  daysBetween,
  isDay,
  isTimeOfDay,
  minuteOfDay,
  timeOfMinute,
  weekday,
} from '../../../src/core/calendar/day.ts'
import { inForce } from '../../../src/core/calendar/in-force.ts'

describe('civil days', () => {
  test.each([
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2000-02-28', 1, '2000-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['1970-01-01', -1, '1969-12-31'],
  ])('%s plus %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected)
  })

  test('weekdays are counted from Monday', () => {
    expect(weekday('2026-09-28')).toBe(1)
    expect(weekday('2026-10-10')).toBe(6)
    expect(weekday('2026-10-11')).toBe(7)
    expect(weekday('1969-12-28')).toBe(7)
  })

  test('only days that exist are days', () => {
    for (const day of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-1-1',
      '26-01-01',
      '',
      '2026-01-01T00',
    ]) {
      expect(isDay(day), day).toBe(false)
    }
    expect(isDay('2028-02-29')).toBe(true)
    expect(() => addDays('2026-02-29', 1)).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
  })

  test('numbers and days are each other’s reverse, as the platform counts them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -719_528, max: 2_932_896 }),
        fc.integer({ min: -400, max: 400 }),
        (number, shift) => {
          const day = dayOfNumber(number)
          expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
          expect(dayNumber(day)).toBe(number)
          expect(weekday(day)).toBe(new Date(number * 86_400_000).getUTCDay() || 7)
          if (number + shift > -719_528 && number + shift < 2_932_896)
            expect(daysBetween(day, addDays(day, shift))).toBe(shift)
        },
      ),
    )
  })
})

describe('times of day', () => {
  test('24:00 is the end of the day', () => {
    expect(minuteOfDay('24:00')).toBe(1440)
    expect(timeOfMinute(1440)).toBe('24:00')
    expect(timeOfMinute(545)).toBe('09:05')
  })

  test('no other text is a time', () => {
    for (const time of ['24:01', '9:00', '12:60', '25:00', '12:00:00', '']) expect(isTimeOfDay(time), time).toBe(false)
    expect(() => minuteOfDay('9:00')).toThrow(RangeError)
  })
})

test('the version in force is the latest whose day has come', () => {
  const versions = [
    { effectiveFrom: '2026-07-01', name: 'b' },
    { effectiveFrom: '2026-01-01', name: 'a' },
  ]
  expect(inForce(versions, '2025-12-31')).toBeUndefined()
  expect(inForce(versions, '2026-06-30')?.name).toBe('a')
  expect(inForce(versions, '2026-07-01')?.name).toBe('b')
})
