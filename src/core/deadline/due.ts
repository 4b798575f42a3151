import type { WorkingCalendar } from '../calendar/calendar.ts'
import { timeOfMinute } from '../calendar/day.ts'
import type { DayNumber } from '../calendar/day.ts'
import { isWorkingDayNumber, openingsOfNumber } from '../calendar/working-day.ts'
import { addWorkingTime, isWorkingTime, nextOpening, workingDayNumberAfter } from '../calendar/working-time.ts'
import { civilTime, instantAtMillisecond } from '../calendar/zone.ts'
import type { Instant } from '../time.ts'
import { DAY, HOUR, MINUTE } from '../time.ts'
import { daySteps } from './day-steps.ts'
import type { DerivationStep } from './deadline.ts'
import type { Term } from './terms.ts'

export interface Due {
  readonly dueAt: Instant
  readonly steps: readonly DerivationStep[]
}

/** A term runs from an event, or goes on from where an earlier deadline ended (which may be a closing). */
export type CountedFrom = 'event' | 'deadline'

const unitMilliseconds = { minute: MINUTE, hour: HOUR }

/** A place on the calendar: a day and how much of it has passed. */
interface Anchor {
  readonly day: DayNumber
  readonly millisecondOfDay: number
}

/**
 * When a term that starts at `from` is due.
 *
 * - Calendar minutes and hours are elapsed time. Calendar days end at the same wall-clock time (a time
 *   that clocks skip is the moment at which they jump) or at 24:00 of the Nth day after the day of the start.
 * - Working minutes and hours run only inside the calendar's spans and may end at a closing.
 * - Working days, same time: from the start, or from the next opening where it lies outside working
 *   time, to the same time on the Nth working day after. Where that time is closed on the due day, the
 *   last working moment before it, or the day's first opening, is due: no working time is lost or won.
 * - Working days, end of day: the closing of the Nth working day after the day of the start, which
 *   itself does not count (as in article 201 of the Civil Code of China).
 *
 * Throws RangeError where the amount is no whole number from 1 to 1,000,000.
 */
export function dueOf(term: Term, from: Instant, calendar: WorkingCalendar, countedFrom: CountedFrom = 'event'): Due {
  if (!Number.isInteger(term.amount) || term.amount < 1 || term.amount > 1_000_000) {
    throw new RangeError(`not an amount of time: ${term.amount}`)
  }
  if (term.counts === 'calendar') return calendarDue(term, from, calendar.timeZone, countedFrom)
  if (term.unit === 'day') return workingDaysDue(term, from, calendar, countedFrom)
  const dueAt = addWorkingTime(calendar, from, term.amount * unitMilliseconds[term.unit])
  return withSteps(calendar, from, nextOpening(calendar, from), dueAt, countedFrom)
}

function calendarDue(term: Term, from: Instant, timeZone: string, countedFrom: CountedFrom): Due {
  if (term.unit !== 'day') return { dueAt: from + term.amount * unitMilliseconds[term.unit], steps: [] }
  if (term.endsAt === 'end_of_day') {
    // A deadline at 24:00 belongs to the day that it ends.
    const start = civilTime(countedFrom === 'deadline' ? from - 1 : from, timeZone)
    return { dueAt: instantAtMillisecond(start.dayNumber + term.amount, DAY, timeZone), steps: [] }
  }
  const start = civilTime(from, timeZone)
  const dueAt = instantAtMillisecond(start.dayNumber + term.amount, start.millisecondOfDay, timeZone)
  return { dueAt, steps: adjustment(start.millisecondOfDay, dueAt, timeZone, 'clockChange') }
}

function workingDaysDue(term: Term, from: Instant, calendar: WorkingCalendar, countedFrom: CountedFrom): Due {
  const isEndOfDay = term.endsAt === 'end_of_day'
  const begin = isEndOfDay ? from : nextOpening(calendar, from)
  const anchor = anchorOf(from, begin, calendar, countedFrom)
  const dueDay = workingDayNumberAfter(calendar, anchor.day, term.amount)
  if (isEndOfDay) {
    const closing = openingsOfNumber(calendar, dueDay).at(-1)?.until
    const dueAt = closing ?? instantAtMillisecond(dueDay, DAY, calendar.timeZone)
    return withSteps(calendar, from, begin, dueAt, countedFrom, anchor.day + 1)
  }
  const wanted = instantAtMillisecond(dueDay, anchor.millisecondOfDay, calendar.timeZone)
  const dueAt = workingMoment(calendar, dueDay, wanted)
  const { steps } = withSteps(calendar, from, begin, dueAt, countedFrom)
  const why = dueAt === wanted ? 'clockChange' : 'closed'
  return { dueAt, steps: [...steps, ...adjustment(anchor.millisecondOfDay, dueAt, calendar.timeZone, why)] }
}

function anchorOf(from: Instant, begin: Instant, calendar: WorkingCalendar, countedFrom: CountedFrom): Anchor {
  if (countedFrom === 'deadline' && isWorkingTime(calendar, from - 1)) {
    const lastMoment = civilTime(from - 1, calendar.timeZone)
    return { day: lastMoment.dayNumber, millisecondOfDay: lastMoment.millisecondOfDay + 1 }
  }
  const { dayNumber, millisecondOfDay } = civilTime(begin, calendar.timeZone)
  return { day: dayNumber, millisecondOfDay }
}

/** The wanted instant of a working day or, where that is closed, the last working moment before it or the first. */
function workingMoment(calendar: WorkingCalendar, day: DayNumber, wanted: Instant): Instant {
  const openings = openingsOfNumber(calendar, day)
  const opening = openings.findLast((candidate) => candidate.from <= wanted)
  return opening ? Math.min(wanted, opening.until) : (openings[0]?.from ?? wanted)
}

function adjustment(
  wantedMillisecond: number,
  dueAt: Instant,
  timeZone: string,
  why: 'closed' | 'clockChange',
): DerivationStep[] {
  const due = civilTime(dueAt, timeZone)
  // 24:00 of the due day reads as 00:00 of the next.
  if (due.millisecondOfDay === wantedMillisecond % DAY) return []
  const wanted = timeOfMinute(Math.floor(wantedMillisecond / MINUTE))
  const to = why === 'closed' && due.time === '00:00' ? '24:00' : due.time
  return [{ step: 'adjusted', wanted, to, why }]
}

function withSteps(
  calendar: WorkingCalendar,
  from: Instant,
  begin: Instant,
  dueAt: Instant,
  countedFrom: CountedFrom,
  firstCounted?: DayNumber,
): Due {
  const steps: DerivationStep[] = []
  if (begin !== from && countedFrom === 'event') steps.push({ step: 'countsFrom', at: begin })
  return { dueAt, steps: [...steps, ...daySteps(calendar, firstDay(), lastDay())] }

  function firstDay(): DayNumber {
    if (countedFrom === 'deadline') return civilTime(from - 1, calendar.timeZone).dayNumber + 1
    const startDay = civilTime(from, calendar.timeZone).dayNumber
    if (!isWorkingDayNumber(calendar, startDay)) return startDay
    const beginDay = civilTime(begin, calendar.timeZone).dayNumber
    return firstCounted ?? (beginDay === startDay ? startDay : startDay + 1)
  }
  function lastDay(): DayNumber {
    return civilTime(dueAt - 1, calendar.timeZone).dayNumber
  }
}
