import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../../../src/core/calendar/calendar.ts'
import { dayKind } from '../../../src/core/calendar/day-kind.ts'
import { isWorkingDay, openingsOn } from '../../../src/core/calendar/working-day.ts'
import {
  addWorkingMinutes,
  isWorkingTime,
  nextOpening,
  workingDayAfter,
  workingMinutesBetween,
  workingTimeBetween,
} from '../../../src/core/calendar/working-time.ts'
import { civilTime, instantAt } from '../../../src/core/calendar/zone.ts'
import { HOUR, MINUTE } from '../../../src/core/time.ts'
import { autumn, calendars, harbour, millbrook, nightwatch } from '../deadline/fixture-calendars.ts'
import { isOpen } from '../deadline/reference.ts'

const at = (text: string, calendar: WorkingCalendar) => instantAt(text.slice(0, 10), text.slice(11), calendar.timeZone)
const wall = (instant: number, calendar: WorkingCalendar) => {
  const { day, time } = civilTime(instant, calendar.timeZone)
  return `${day} ${time}`
}

describe('kinds of day', () => {
  test.each([
    ['2026-09-29', { kind: 'weekday', isPublished: true }],
    ['2026-10-01', { kind: 'holiday', isPublished: true, name: 'National Day' }],
    ['2026-10-10', { kind: 'makeUpWorkday', isPublished: true, name: 'for 6 October' }],
    ['2026-10-11', { kind: 'weekend', isPublished: true }],
    ['2026-10-31', { kind: 'weekend', isPublished: true }],
    ['2026-11-02', { kind: 'weekday', isPublished: false }],
    ['2026-11-03', { kind: 'weekday', isPublished: false }],
  ])('%s', (day, expected) => {
    expect(dayKind(autumn, day)).toEqual(expected)
    expect(isWorkingDay(autumn, day)).toBe(expected.kind === 'weekday' || expected.kind === 'makeUpWorkday')
  })

  test('a make-up workday keeps its own hours, or Monday’s', () => {
    const hours = (calendar: WorkingCalendar, day: string) =>
      openingsOn(calendar, day).map(
        (each) => `${wall(each.from, calendar).slice(11)}-${wall(each.until, calendar).slice(11)}`,
      )
    expect(hours(autumn, '2026-10-10')).toEqual(['09:00-12:00', '13:00-18:00'])
    expect(hours(millbrook, '2026-11-28')).toEqual(['09:00-13:00'])
    expect(hours(nightwatch, '2026-03-02')).toEqual(['06:00-10:00', '20:00-00:00'])
    expect(hours(autumn, '2026-10-01')).toEqual([])
  })

  test('a calendar without any working time is refused instead of searched for ever', () => {
    expect(() => nextOpening({ ...autumn, weekdays: {} }, 0)).toThrow(RangeError)
  })
})

describe('openings', () => {
  test.each([
    ['2026-09-29 16:40', '2026-09-29 16:40'],
    ['2026-09-29 09:00', '2026-09-29 09:00'],
    ['2026-09-29 12:00', '2026-09-29 13:00'],
    ['2026-09-29 18:00', '2026-09-30 09:00'],
    ['2026-09-30 18:00', '2026-10-08 09:00'],
    ['2026-10-09 20:00', '2026-10-10 09:00'],
  ])('after %s work begins at %s', (from, expected) => {
    expect(wall(nextOpening(autumn, at(from, autumn)), autumn)).toBe(expected)
  })

  test('a closing is outside, an opening inside', () => {
    expect(isWorkingTime(autumn, at('2026-09-29 12:00', autumn))).toBe(false)
    expect(isWorkingTime(autumn, at('2026-09-29 12:00', autumn) - 1)).toBe(true)
    expect(isWorkingTime(nightwatch, at('2026-03-02 23:59', nightwatch))).toBe(true)
    expect(isWorkingTime(nightwatch, at('2026-03-02 24:00', nightwatch))).toBe(false)
  })

  test('a day on which clocks change is shorter or longer than its hours say', () => {
    const hoursOn = (day: string) =>
      workingTimeBetween(harbour, at(`${day} 00:00`, harbour), at(`${day} 24:00`, harbour)) / HOUR
    expect(hoursOn('2026-10-04')).toBe(23.5)
    expect(hoursOn('2026-04-05')).toBe(24.5)
    expect(hoursOn('2026-10-05')).toBe(0)
  })

  test('spans that overlap or touch count once', () => {
    const overlapping = {
      ...autumn,
      weekdays: {
        2: [
          ['10:00', '14:00'],
          ['09:00', '11:00'],
          ['14:00', '15:00'],
        ],
      },
    } as const
    expect(openingsOn(overlapping, '2026-09-29')).toHaveLength(1)
    expect(workingMinutesBetween(overlapping, at('2026-09-29 00:00', autumn), at('2026-09-29 24:00', autumn))).toBe(360)
  })
})

describe('adding and measuring', () => {
  test.each([
    ['2026-09-29 16:40', 80, '2026-09-29 18:00'],
    ['2026-09-29 16:40', 81, '2026-09-30 09:01'],
    ['2026-09-30 12:30', 300, '2026-09-30 18:00'],
    ['2026-09-30 12:30', 301, '2026-10-08 09:01'],
    ['2026-10-03 08:00', 1, '2026-10-08 09:01'],
    ['2026-10-09 17:00', 0, '2026-10-09 17:00'],
  ])('%s plus %i working minutes is %s', (from, minutes, expected) => {
    expect(wall(addWorkingMinutes(autumn, at(from, autumn), minutes), autumn)).toBe(expected)
  })

  test('the Nth working day after a day', () => {
    expect(workingDayAfter(autumn, '2026-09-29', 1)).toBe('2026-09-30')
    expect(workingDayAfter(autumn, '2026-09-30', 3)).toBe('2026-10-10')
    // Beyond the published days every week is plain, and whole weeks are leapt over.
    expect(workingDayAfter(autumn, '2026-10-30', 5)).toBe('2026-11-06')
    const twoHundredThousandWeeks = new Date(Date.UTC(2026, 9, 30) + 1_400_000 * 24 * HOUR).toISOString().slice(0, 10)
    expect(workingDayAfter(autumn, '2026-10-30', 1_000_000)).toBe(twoHundredThousandWeeks)
  })

  const calendarNames = fc.constantFrom(...(Object.keys(calendars) as (keyof typeof calendars)[]))
  const instants = fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2027, 1, 1) })
  const minutes = fc.integer({ min: 1, max: 20_000 })

  test('measuring what was added gives what was added', () => {
    fc.assert(
      fc.property(calendarNames, instants, minutes, (name, from, amount) => {
        const due = addWorkingMinutes(calendars[name], from, amount)
        expect(workingTimeBetween(calendars[name], from, due)).toBe(amount * MINUTE)
      }),
    )
  })

  test('adding twice is adding the sum', () => {
    fc.assert(
      fc.property(calendarNames, instants, minutes, minutes, (name, from, one, other) => {
        const calendar = calendars[name]
        expect(addWorkingMinutes(calendar, addWorkingMinutes(calendar, from, one), other)).toBe(
          addWorkingMinutes(calendar, from, one + other),
        )
      }),
    )
  })

  test('measuring in two parts gives the whole', () => {
    fc.assert(
      fc.property(calendarNames, fc.tuple(instants, instants, instants), (name, three) => {
        const [one = 0, two = 0, last = 0] = three.toSorted((a, b) => a - b)
        const measured = (from: number, until: number) => workingTimeBetween(calendars[name], from, until)
        expect(measured(one, two) + measured(two, last)).toBe(measured(one, last))
      }),
    )
  })

  test('nothing ends outside working time, by a count that shares no code', () => {
    fc.assert(
      fc.property(calendarNames, instants, minutes, (name, from, amount) => {
        const calendar = calendars[name]
        const due = addWorkingMinutes(calendar, from, amount)
        const lastMinute = Math.floor((due - 1) / MINUTE) * MINUTE
        expect(isOpen(calendar, lastMinute)).toBe(true)
        expect(isOpen(calendar, Math.floor(nextOpening(calendar, from) / MINUTE) * MINUTE)).toBe(true)
      }),
    )
  })
})
