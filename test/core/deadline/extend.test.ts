import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../../../src/core/calendar/calendar.ts'
import { workingTimeBetween } from '../../../src/core/calendar/working-time.ts'
import { civilTime, instantAt } from '../../../src/core/calendar/zone.ts'
import { assistDeadline } from '../../../src/core/deadline/assist-deadline.ts'
import type { Deadline } from '../../../src/core/deadline/deadline.ts'
import { extend, extendForPause } from '../../../src/core/deadline/extend.ts'
import { stamp } from '../../../src/core/deadline/stamp.ts'
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts'
import { autumn, calendars, millbrook, term } from './fixture-calendars.ts'

const at = (text: string, calendar: WorkingCalendar = autumn) =>
  instantAt(text.slice(0, 10), text.slice(11), calendar.timeZone)
const wall = (deadline: Deadline) => {
  const { day, time } = civilTime(deadline.dueAt, deadline.timeZone)
  return `${day} ${time}`
}
const stamped = (text: string, from = at('2026-09-29 16:40'), calendar: WorkingCalendar = autumn) =>
  stamp({ term: term(text), clock: 'handling', level: 'L3', termsVersion: 'v4', from, calendar })

describe('an approved pause', () => {
  test('moves a calendar deadline by the time that passed', () => {
    const paused = extendForPause(stamped('7 days'), at('2026-09-30 10:00'), at('2026-10-01 11:30'), autumn)
    expect(wall(paused)).toBe('2026-10-07 18:10')
    expect(paused.pausedMinutes).toBe(25.5 * 60)
  })

  test('moves a working deadline by the working time that passed: a holiday pauses nothing', () => {
    const holiday = extendForPause(stamped('3 working days'), at('2026-10-01 00:00'), at('2026-10-08 00:00'), autumn)
    expect(wall(holiday)).toBe(wall(stamped('3 working days')))
    expect(holiday.pausedMinutes).toBe(0)
    const day = extendForPause(stamped('3 working days'), at('2026-09-30 10:00'), at('2026-10-08 10:00'), autumn)
    expect(wall(day)).toBe('2026-10-10 16:40')
    expect(day.pausedMinutes).toBe(8 * 60)
  })

  test('moves a term that ends with the day by as many days as closed meanwhile', () => {
    const calendarDays = stamped('7 days end')
    expect(wall(extendForPause(calendarDays, at('2026-09-30 10:00'), at('2026-09-30 23:00'), autumn))).toBe(
      '2026-10-07 00:00',
    )
    expect(wall(extendForPause(calendarDays, at('2026-09-30 10:00'), at('2026-10-02 01:00'), autumn))).toBe(
      '2026-10-09 00:00',
    )
    const workingDays = stamped('3 working days end')
    expect(wall(extendForPause(workingDays, at('2026-09-30 10:00'), at('2026-10-08 17:59'), autumn))).toBe(
      '2026-10-10 18:00',
    )
    expect(wall(extendForPause(workingDays, at('2026-09-30 10:00'), at('2026-10-08 18:00'), autumn))).toBe(
      '2026-10-12 18:00',
    )
  })

  test('counts a begun minute as a whole one', () => {
    const start = at('2026-09-30 10:00')
    expect(extendForPause(stamped('2 hours', start), start + 1, start + MINUTE + 2, autumn).pausedMinutes).toBe(2)
  })

  test('moves nothing when it begins too late, ends before it begins or lies before the start', () => {
    const deadline = stamped('24 hours')
    expect(extendForPause(deadline, deadline.dueAt, deadline.dueAt + HOUR, autumn)).toBe(deadline)
    expect(extendForPause(deadline, at('2026-09-30 10:00'), at('2026-09-30 10:00'), autumn)).toBe(deadline)
    expect(extendForPause(deadline, deadline.startedAt - HOUR, deadline.startedAt, autumn)).toBe(deadline)
  })

  test('that ends after the deadline gives back what was left when it began', () => {
    const deadline = stamped('24 hours')
    const until = deadline.dueAt + 5 * HOUR
    expect(extendForPause(deadline, deadline.dueAt - HOUR, until, autumn).dueAt).toBe(until + HOUR)
  })

  test('counts once what two pauses share', () => {
    const first = extendForPause(stamped('7 days'), at('2026-09-30 10:00'), at('2026-09-30 12:00'), autumn)
    const second = extendForPause(first, at('2026-09-30 11:00'), at('2026-09-30 13:00'), autumn)
    expect(second.pausedMinutes).toBe(180)
    expect(second.dueAt).toBe(stamped('7 days').dueAt + 3 * HOUR)
  })

  test('in two parts moves as far as in one, in every kind of time', () => {
    const kinds = fc.constantFrom(
      '60 hours',
      '5 days',
      '5 days end',
      '90 working minutes',
      '20 working hours',
      '5 working days',
      '5 working days end',
    )
    const minutes = fc.integer({ min: 0, max: 14 * 24 * 60 })
    const names = fc.constantFrom(...(Object.keys(calendars) as (keyof typeof calendars)[]))
    fc.assert(
      fc.property(names, kinds, fc.integer({ min: 0, max: 300 }), minutes, minutes, (name, kind, day, one, other) => {
        const calendar = calendars[name]
        const start = Date.UTC(2026, 1, 1) + day * DAY
        const deadline = stamped(kind, start, calendar)
        const middle = start + 10 * MINUTE + one * MINUTE
        const end = middle + other * MINUTE
        const whole = extendForPause(deadline, start + 10 * MINUTE, end, calendar)
        const parts = extendForPause(
          extendForPause(deadline, start + 10 * MINUTE, middle, calendar),
          middle,
          end,
          calendar,
        )
        // The second part may begin at the moved deadline itself only where the first moved nothing.
        fc.pre(middle < extendForPause(deadline, start + 10 * MINUTE, middle, calendar).dueAt)
        expect(parts.dueAt).toBe(whole.dueAt)
        expect(parts.pausedMinutes).toBe(whole.pausedMinutes)
        expect(whole.dueAt).toBeGreaterThanOrEqual(deadline.dueAt)
      }),
    )
  })

  test('leaves as much working time after it as there was before it', () => {
    const names = fc.constantFrom(...(Object.keys(calendars) as (keyof typeof calendars)[]))
    const minutes = fc.integer({ min: 1, max: 30 * 24 * 60 })
    fc.assert(
      fc.property(names, fc.integer({ min: 0, max: 300 }), minutes, (name, day, length) => {
        const calendar = calendars[name]
        const deadline = stamped('30 working hours', Date.UTC(2026, 1, 1) + day * DAY, calendar)
        const from = deadline.startedAt + 5 * MINUTE
        const until = from + length * MINUTE
        const paused = extendForPause(deadline, from, until, calendar)
        expect(workingTimeBetween(calendar, until, paused.dueAt)).toBe(
          workingTimeBetween(calendar, from, deadline.dueAt),
        )
      }),
    )
  })
})

describe('an approved extension', () => {
  test('goes on from where the deadline was', () => {
    expect(wall(extend(stamped('7 days'), term('7 days'), autumn))).toBe('2026-10-13 16:40')
    expect(wall(extend(stamped('1 working day'), term('2 working days'), autumn))).toBe('2026-10-09 16:40')
  })

  test('from a closing goes to a closing, never a day too far', () => {
    const closing = stamped('1 working day end')
    expect(wall(closing)).toBe('2026-09-30 18:00')
    expect(wall(extend(closing, term('1 working day'), autumn))).toBe('2026-10-08 18:00')
    expect(wall(extend(closing, term('1 working day end'), autumn))).toBe('2026-10-08 18:00')
    expect(wall(extend(closing, term('3 working hours'), autumn))).toBe('2026-10-08 12:00')
    expect(wall(extend(stamped('7 days end'), term('1 day end'), autumn))).toBe('2026-10-08 00:00')
  })

  test('twice by a day is once by two', () => {
    const names = fc.constantFrom(...(Object.keys(calendars) as (keyof typeof calendars)[]))
    const kinds = fc.constantFrom('days', 'days end', 'working days end', 'working hours', 'hours')
    fc.assert(
      fc.property(
        names,
        kinds,
        fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2026, 11, 1) }),
        (name, kind, from) => {
          fc.pre(!(kind === 'days' && (name === 'millbrook' || name === 'harbour')))
          const calendar = calendars[name]
          const by = (amount: number) => term(`${amount} ${kind}`)
          const first = stamped(`3 ${kind}`, from, calendar)
          expect(extend(extend(first, by(1), calendar), by(1), calendar).dueAt).toBe(
            extend(first, by(2), calendar).dueAt,
          )
          expect(extend(first, by(2), calendar).dueAt).toBe(stamped(`5 ${kind}`, from, calendar).dueAt)
        },
      ),
    )
  })

  test('says so, with the calendar that it used where that is a newer one', () => {
    const newer = { ...autumn, version: 'autumn-2' }
    const extended = extend(stamped('1 working day'), term('2 working days'), newer)
    expect(extended.calendarVersion).toBe('autumn-1')
    expect(extended.derivation[0]).toEqual({
      step: 'extended',
      term: term('2 working days'),
      from: at('2026-09-30 16:40'),
      to: at('2026-10-09 16:40'),
      calendarVersion: 'autumn-2',
    })
  })
})

describe('an assistant’s deadline', () => {
  test('is a share of the lead’s time and lies before the lead’s own', () => {
    const lead = stamped('10 hours')
    expect(assistDeadline(lead, 0.6).dueAt).toBe(lead.startedAt + 6 * HOUR)
    expect(assistDeadline(lead, 1).dueAt).toBe(lead.dueAt - MINUTE)
  })

  test('is a share of working time where the lead’s is', () => {
    const lead = stamped('2 working days')
    expect(wall(assistDeadline(lead, 0.5, lead.startedAt, autumn))).toBe('2026-09-30 16:40')
  })

  test('of one who is called late is a share of what is left', () => {
    const lead = stamped('10 hours')
    expect(assistDeadline(lead, 0.5, lead.startedAt + 8 * HOUR).dueAt).toBe(lead.startedAt + 9 * HOUR)
  })

  test('is always strictly before the lead’s', () => {
    const kinds = fc.constantFrom(
      '1 minute',
      '2 hours',
      '7 days',
      '1 working minute',
      '1 working day',
      '15 working days end',
    )
    const shares = fc.double({ min: 0.01, max: 1, noNaN: true })
    const late = fc.integer({ min: 0, max: 20 * DAY })
    fc.assert(
      fc.property(kinds, shares, late, (kind, share, lateBy) => {
        const lead = stamped(kind, at('2026-03-06 10:00', millbrook), millbrook)
        expect(assistDeadline(lead, share, lead.startedAt + lateBy, millbrook).dueAt).toBeLessThan(lead.dueAt)
      }),
    )
  })

  test('needs a share', () => {
    expect(() => assistDeadline(stamped('2 hours'), 0)).toThrow(RangeError)
    expect(() => assistDeadline(stamped('2 hours'), 1.1)).toThrow(RangeError)
  })
})
