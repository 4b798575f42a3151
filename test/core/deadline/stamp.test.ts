import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../../../src/core/calendar/calendar.ts'
import { daysBetween } from '../../../src/core/calendar/day.ts'
import { isWorkingDay } from '../../../src/core/calendar/working-day.ts'
import { isWorkingTime, workingTimeBetween } from '../../../src/core/calendar/working-time.ts'
import { civilTime, instantAt } from '../../../src/core/calendar/zone.ts'
import { isOverdue, remaining } from '../../../src/core/deadline/deadline.ts'
import type { Deadline } from '../../../src/core/deadline/deadline.ts'
import { stamp } from '../../../src/core/deadline/stamp.ts'
import { termsInForce } from '../../../src/core/deadline/terms-in-force.ts'
import type { TermsVersion } from '../../../src/core/deadline/terms.ts'
import { DAY, MINUTE } from '../../../src/core/time.ts'
import { autumn, calendars, harbour, millbrook, nightwatch, term } from './fixture-calendars.ts'

const at = (text: string, calendar: WorkingCalendar) => instantAt(text.slice(0, 10), text.slice(11), calendar.timeZone)

function stamped(text: string, from: number, calendar: WorkingCalendar) {
  return stamp({ term: term(text), clock: 'handling', level: 'L3', termsVersion: 'v4', from, calendar })
}

/** The due time on the wall. */
function due(text: string, from: string, calendar: WorkingCalendar = autumn): string {
  const { day, time } = civilTime(stamped(text, at(from, calendar), calendar).dueAt, calendar.timeZone)
  return `${day} ${time}`
}

describe('worked by hand', () => {
  test('calendar time runs day and night, over holidays too', () => {
    expect(due('2 hours', '2026-09-30 23:00')).toBe('2026-10-01 01:00')
    expect(due('7 days', '2026-09-29 16:40')).toBe('2026-10-06 16:40')
    expect(due('7 days end', '2026-09-29 16:40')).toBe('2026-10-07 00:00')
    expect(due('1 day', '2028-02-28 09:00')).toBe('2028-02-29 09:00')
  })

  test('calendar days keep the time on the wall over a change of clocks, hours do not', () => {
    expect(due('1 day', '2026-10-31 12:00', millbrook)).toBe('2026-11-01 12:00')
    expect(due('24 hours', '2026-10-31 12:00', millbrook)).toBe('2026-11-01 11:00')
    expect(due('1 day', '1986-05-03 02:30', { ...autumn, timeZone: 'Asia/Shanghai' })).toBe('1986-05-04 03:00')
  })

  test('one working day from Tuesday 16:40 is Wednesday 16:40', () => {
    expect(due('1 working day', '2026-09-29 16:40')).toBe('2026-09-30 16:40')
  })

  test('a start outside working time counts from the next opening', () => {
    expect(due('1 working day', '2026-09-28 20:00')).toBe('2026-09-30 09:00')
    expect(due('1 working day', '2026-09-29 12:15')).toBe('2026-09-30 13:00')
    expect(due('30 working minutes', '2026-10-03 11:00')).toBe('2026-10-08 09:30')
  })

  test('the end of the day is the closing of the Nth working day after that of the start', () => {
    expect(due('1 working day end', '2026-09-29 16:40')).toBe('2026-09-30 18:00')
    expect(due('1 working day end', '2026-09-29 20:00')).toBe('2026-09-30 18:00')
    expect(due('1 working day end', '2026-09-29 08:00')).toBe('2026-09-30 18:00')
    // From a Saturday off, Monday is the first.
    expect(due('1 working day end', '2026-10-17 11:00')).toBe('2026-10-19 18:00')
    expect(due('1 working day end', '2026-03-01 12:00', nightwatch)).toBe('2026-03-03 00:00')
  })

  test('seven working days over the long holiday, with a Saturday worked', () => {
    expect(due('7 working days', '2026-09-29 16:40')).toBe('2026-10-14 16:40')
  })

  test('the same time of day, where it is closed on the due day, is the last working moment before or the first after', () => {
    const laterOpening = {
      ...autumn,
      weekdays: {
        ...autumn.weekdays,
        3: [
          ['10:00', '12:00'],
          ['14:00', '16:00'],
        ],
      },
    } as const
    expect(due('1 working day', '2026-10-20 09:30', laterOpening)).toBe('2026-10-21 10:00')
    expect(due('1 working day', '2026-10-20 13:30', laterOpening)).toBe('2026-10-21 12:00')
    expect(due('1 working day', '2026-10-20 14:00', laterOpening)).toBe('2026-10-21 14:00')
    expect(due('1 working day', '2026-10-20 17:30', laterOpening)).toBe('2026-10-21 16:00')
  })

  test('working hours run over midnight only where work does', () => {
    expect(due('3 working hours', '2026-03-01 22:00', nightwatch)).toBe('2026-03-02 07:00')
    expect(due('24 working hours', '2026-10-03 12:00', harbour)).toBe('2026-10-04 12:30')
  })
})

describe('what is stamped', () => {
  test('is plain data that names every version it came from', () => {
    const deadline = stamped('7 working days', at('2026-09-29 16:40', autumn), autumn)
    expect(JSON.parse(JSON.stringify(deadline))).toEqual(deadline)
    expect(deadline).toEqual({
      clock: 'handling',
      level: 'L3',
      termsVersion: 'v4',
      calendarVersion: 'autumn-1',
      timeZone: 'Asia/Shanghai',
      startedAt: at('2026-09-29 16:40', autumn),
      dueAt: at('2026-10-14 16:40', autumn),
      term: term('7 working days'),
      pausedMinutes: 0,
      derivation: [
        { step: 'skipped', from: '2026-10-01', until: '2026-10-07' },
        { step: 'makeUpWorkday', day: '2026-10-10' },
        { step: 'daysOff', days: 1 },
      ],
    })
  })

  test('says which days were not published, and takes them for plain ones', () => {
    // 3 November is a holiday in a draft only: it is worked.
    const deadline = stamped('3 working days', at('2026-10-30 10:00', autumn), autumn)
    expect(civilTime(deadline.dueAt, autumn.timeZone).day).toBe('2026-11-04')
    expect(deadline.derivation).toContainEqual({ step: 'unpublished', from: '2026-11-01', until: '2026-11-04' })
  })

  test('stays small however long the term', () => {
    const deadline = stamped('1000000 working days', at('2026-09-29 16:40', autumn), autumn)
    expect(JSON.stringify(deadline).length).toBeLessThan(700)
    expect(civilTime(deadline.dueAt, autumn.timeZone).day.slice(0, 4)).toBe('5859')
  })

  test('calendar terms ignore the calendar entirely', () => {
    const start = at('2026-10-01 12:00', autumn)
    for (const text of ['90 minutes', '24 hours', '7 days', '15 days end']) {
      const without = stamped(text, start, {
        ...autumn,
        days: {},
        weekdays: { 1: [['00:00', '24:00']] },
        publishedUntil: '2020-01-01',
      })
      expect(stamped(text, start, autumn)).toEqual({ ...without, calendarVersion: autumn.version })
      expect(without.derivation).toEqual([])
    }
  })

  test.each([0, -1, 1.5, 1_000_001, Number.NaN])('an amount of %s is refused', (amount) => {
    const bad = { amount, unit: 'day', counts: 'working' } as const
    expect(() =>
      stamp({ term: bad, clock: 'handling', level: 'L3', termsVersion: 'v4', from: 0, calendar: autumn }),
    ).toThrow(RangeError)
  })
})

describe('overdue', () => {
  test('what happens exactly when due is in time', () => {
    const deadline = { dueAt: 100 * MINUTE }
    expect(isOverdue(deadline, 100 * MINUTE)).toBe(false)
    expect(isOverdue(deadline, 100 * MINUTE + 1)).toBe(true)
    expect(remaining(deadline, 98 * MINUTE)).toBe(2)
    expect(remaining(deadline, 100 * MINUTE)).toBe(0)
    expect(remaining(deadline, 100 * MINUTE + 1)).toBe(-1)
  })

  test('the terms in force are those of the day', () => {
    const versions = [
      { version: 'v4', effectiveFrom: '2026-07-01' },
      { version: 'v3', effectiveFrom: '2025-01-01' },
    ] as TermsVersion[]
    expect(termsInForce(versions, '2024-12-31')).toBeUndefined()
    expect(termsInForce(versions, '2026-06-30')?.version).toBe('v3')
    expect(termsInForce(versions, '2026-07-01')?.version).toBe('v4')
  })
})

describe('for any start and any term', () => {
  const calendarNames = fc.constantFrom(...(Object.keys(calendars) as (keyof typeof calendars)[]))
  const starts = fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2027, 0, 20) })
  const kinds = fc.constantFrom(
    'minute',
    'hour',
    'day',
    'day end',
    'working minute',
    'working hour',
    'working day',
    'working day end',
  )
  const amounts = fc.integer({ min: 1, max: 60 })
  const text = (amount: number, kind: string) => `${amount} ${kind}`
  const dueAt = (amount: number, kind: string, from: number, calendar: WorkingCalendar) =>
    stamped(text(amount, kind), from, calendar).dueAt

  test('the deadline lies after the start, and a larger amount is due later', () => {
    fc.assert(
      fc.property(calendarNames, starts, kinds, amounts, (name, from, kind, amount) => {
        const calendar = calendars[name]
        expect(dueAt(amount, kind, from, calendar)).toBeGreaterThan(from)
        expect(dueAt(amount + 1, kind, from, calendar)).toBeGreaterThan(dueAt(amount, kind, from, calendar))
      }),
    )
  })

  test('a later start is never due earlier, but for the hour that a day has twice', () => {
    const near = fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 60 * DAY }))
    fc.assert(
      fc.property(calendarNames, starts, near, kinds, amounts, (name, from, gap, kind, amount) => {
        const calendar = calendars[name]
        fc.pre(!isRepeated(from, calendar) && !isRepeated(from + gap, calendar))
        expect(dueAt(amount, kind, from + gap, calendar)).toBeGreaterThanOrEqual(dueAt(amount, kind, from, calendar))
      }),
    )
  })

  test('a working deadline never lies outside working time: it is open then, or closes then', () => {
    fc.assert(
      fc.property(
        calendarNames,
        starts,
        fc.constantFrom('minute', 'hour', 'day', 'day end'),
        amounts,
        (name, from, kind, amount) => {
          const calendar = calendars[name]
          const end = dueAt(amount, `working ${kind}`, from, calendar)
          expect(isWorkingTime(calendar, end) || isWorkingTime(calendar, end - 1)).toBe(true)
        },
      ),
    )
  })

  test('the derivation accounts for every day between the start and the due day', () => {
    const late = fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2028, 0, 1) })
    fc.assert(
      fc.property(calendarNames, late, amounts, (name, from, amount) => {
        const calendar = calendars[name]
        const deadline = stamped(`${amount} working days end`, from, calendar)
        const startDay = civilTime(from, calendar.timeZone).day
        const days = daysBetween(startDay, civilTime(deadline.dueAt - 1, calendar.timeZone).day)
        expect(days + (isWorkingDay(calendar, startDay) ? 0 : 1)).toBe(amount + daysOffIn(deadline))
      }),
    )
  })

  test('working minutes and hours measure what was promised', () => {
    fc.assert(
      fc.property(calendarNames, starts, fc.boolean(), amounts, (name, from, isHour, amount) => {
        const calendar = calendars[name]
        const end = dueAt(amount, isHour ? 'working hour' : 'working minute', from, calendar)
        expect(workingTimeBetween(calendar, from, end)).toBe(amount * (isHour ? 60 : 1) * MINUTE)
      }),
    )
  })

  test('days to the end of the day close a day, days to the same time do not come before them by more than a day', () => {
    fc.assert(
      fc.property(calendarNames, starts, amounts, (name, from, amount) => {
        const calendar = calendars[name]
        const end = dueAt(amount, 'day end', from, calendar)
        expect(civilTime(end, calendar.timeZone).millisecondOfDay).toBe(0)
        expect(end - dueAt(amount, 'day', from, calendar)).toBeGreaterThan(0)
        const closing = dueAt(amount, 'working day end', from, calendar)
        expect(isWorkingTime(calendar, closing - 1)).toBe(true)
      }),
    )
  })
})

/** Days that the derivation says were not worked. */
function daysOffIn(deadline: Deadline): number {
  let sum = 0
  for (const step of deadline.derivation) {
    if (step.step === 'skipped') sum += daysBetween(step.from, step.until) + 1
    if (step.step === 'daysOff') sum += step.days
  }
  return sum
}

/** Whether the wall shows this time twice that day. */
function isRepeated(instant: number, calendar: WorkingCalendar): boolean {
  const minute = Math.floor(instant / MINUTE) * MINUTE
  const { day, time } = civilTime(minute, calendar.timeZone)
  return [30, 60].some((shift) =>
    [minute - shift * MINUTE, minute + shift * MINUTE].some((other) => {
      const civil = civilTime(other, calendar.timeZone)
      return civil.day === day && civil.time === time
    }),
  )
}
