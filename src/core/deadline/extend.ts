import type { WorkingCalendar } from '../calendar/calendar.ts'
import { openingsOfNumber } from '../calendar/working-day.ts'
import { addWorkingTime, workingTimeBetween } from '../calendar/working-time.ts'
import { civilTime } from '../calendar/zone.ts'
import type { Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import { daySteps } from './day-steps.ts'
import type { Deadline, PausedStep } from './deadline.ts'
import { dueOf } from './due.ts'
import type { Term } from './terms.ts'

/**
 * Moves a deadline by an approved extension, counted from where it was due. Whether an extension may
 * be asked for (in time, how often, how long) is decided by the caller.
 */
export function extend(deadline: Deadline, term: Term, calendar: WorkingCalendar): Deadline {
  const { dueAt, steps } = dueOf(term, deadline.dueAt, calendar, 'deadline')
  const extended = {
    step: 'extended',
    term,
    from: deadline.dueAt,
    to: dueAt,
    ...otherCalendar(deadline, calendar),
  } as const
  return { ...deadline, dueAt, derivation: [...deadline.derivation, extended, ...steps] }
}

/**
 * Moves a deadline by an approved pause, in its own kind of time: elapsed time for calendar terms,
 * working time for working terms, and for terms that end with the day as many (working) days as
 * closed during the pause. A begun minute counts as a whole one. Time before the start of the clock
 * or inside an earlier pause counts once; a pause that begins when the deadline is over moves nothing.
 */
export function extendForPause(deadline: Deadline, from: Instant, until: Instant, calendar: WorkingCalendar): Deadline {
  const lastPause = deadline.derivation.findLast((step) => step.step === 'paused')
  const begin = Math.max(from, deadline.startedAt, lastPause?.until ?? from)
  if (begin >= until || begin >= deadline.dueAt) return deadline
  const { term } = deadline
  const minutes = Math.ceil(ownTimeBetween(term, begin, until, calendar) / MINUTE)
  const days = endsWithDay(term) ? closedDays(term, begin, until, calendar) : undefined
  const dueAt = days === undefined ? movedByMinutes(deadline, minutes, calendar) : movedByDays(deadline, days, calendar)
  const paused: PausedStep = {
    step: 'paused',
    from: begin,
    until,
    minutes,
    ...(days === undefined ? {} : { days }),
    ...otherCalendar(deadline, calendar),
  }
  const crossed = term.counts === 'working' ? crossedDays(deadline.dueAt, dueAt, calendar) : []
  return {
    ...deadline,
    dueAt,
    pausedMinutes: deadline.pausedMinutes + minutes,
    derivation: [...deadline.derivation, paused, ...crossed],
  }
}

const endsWithDay = (term: Term) => term.unit === 'day' && term.endsAt === 'end_of_day'

function otherCalendar(deadline: Deadline, calendar: WorkingCalendar): { readonly calendarVersion?: string } {
  return calendar.version === deadline.calendarVersion ? {} : { calendarVersion: calendar.version }
}

function ownTimeBetween(term: Term, from: Instant, until: Instant, calendar: WorkingCalendar): number {
  return term.counts === 'calendar' ? until - from : workingTimeBetween(calendar, from, until)
}

/** Days whose end (closing, where working days count) lies after `from` and not after `until`. */
function closedDays(term: Term, from: Instant, until: Instant, calendar: WorkingCalendar): number {
  const first = civilTime(from, calendar.timeZone).dayNumber
  const last = civilTime(until, calendar.timeZone).dayNumber
  if (term.counts === 'calendar') return last - first
  let closed = 0
  for (let day = first - 1; day <= last; day += 1) {
    const closing = openingsOfNumber(calendar, day).at(-1)?.until
    if (closing !== undefined && closing > from && closing <= until) closed += 1
  }
  return closed
}

function movedByMinutes(deadline: Deadline, minutes: number, calendar: WorkingCalendar): Instant {
  const milliseconds = minutes * MINUTE
  if (deadline.term.counts === 'calendar') return deadline.dueAt + milliseconds
  return addWorkingTime(calendar, deadline.dueAt, milliseconds)
}

function movedByDays(deadline: Deadline, days: number, calendar: WorkingCalendar): Instant {
  if (days === 0) return deadline.dueAt
  return dueOf({ ...deadline.term, amount: days }, deadline.dueAt, calendar, 'deadline').dueAt
}

function crossedDays(from: Instant, to: Instant, calendar: WorkingCalendar) {
  const dayBefore = (instant: Instant) => civilTime(instant - 1, calendar.timeZone).dayNumber
  return daySteps(calendar, dayBefore(from) + 1, dayBefore(to))
}
