import type { Day, Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import type { WorkingCalendar } from './calendar.ts'
import { dayNumber, dayOfNumber } from './day.ts'
import type { DayNumber } from './day.ts'
import { isWorkingDayNumber, lastPublished, openingsOfNumber, workingDaysInWeek } from './working-day.ts'
import type { Opening } from './working-day.ts'
import { civilTime } from './zone.ts'

/** Whether work goes on at the instant. A closing instant is outside. */
export function isWorkingTime(calendar: WorkingCalendar, instant: Instant): boolean {
  return nextOpening(calendar, instant) === instant
}

/** The instant itself where work goes on, otherwise the start of the next working span. */
export function nextOpening(calendar: WorkingCalendar, instant: Instant): Instant {
  for (const opening of openingsFrom(calendar, instant)) return Math.max(instant, opening.from)
  throw new RangeError('the calendar has no working time')
}

/**
 * The instant at which so much working time has passed. What ends exactly with a span ends at its
 * closing, not at the next opening; nothing added is the instant itself.
 * @param milliseconds of working time, 0 or more
 */
export function addWorkingTime(calendar: WorkingCalendar, from: Instant, milliseconds: number): Instant {
  if (milliseconds <= 0) return from
  let left = milliseconds
  for (const opening of openingsFrom(calendar, from)) {
    const begin = Math.max(opening.from, from)
    if (begin + left <= opening.until) return begin + left
    left -= opening.until - begin
  }
  throw new RangeError('the calendar has no working time')
}

/** As `addWorkingTime`, in minutes. */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Instant, minutes: number): Instant {
  return addWorkingTime(calendar, from, minutes * MINUTE)
}

/** Milliseconds of working time between two instants; 0 where `until` is not later. */
export function workingTimeBetween(calendar: WorkingCalendar, from: Instant, until: Instant): number {
  let sum = 0
  if (until <= from) return sum
  for (const opening of openingsFrom(calendar, from)) {
    if (opening.from >= until) break
    sum += Math.min(opening.until, until) - Math.max(opening.from, from)
  }
  return sum
}

/** Whole minutes of working time between two instants, rounded down. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Instant, until: Instant): number {
  return Math.floor(workingTimeBetween(calendar, from, until) / MINUTE)
}

/** The Nth working day after a civil day, which itself is not counted. `count` is 1 or more. */
export function workingDayAfter(calendar: WorkingCalendar, day: Day, count: number): Day {
  return dayOfNumber(workingDayNumberAfter(calendar, dayNumber(day), count))
}

export function workingDayNumberAfter(calendar: WorkingCalendar, day: DayNumber, count: number): DayNumber {
  let current = day
  let left = count
  while (left > 0) {
    const weeks = current >= lastPublished(calendar) ? Math.floor((left - 1) / workingDaysInWeek(calendar)) : 0
    // Past the published days every week is the same: whole weeks are leapt over.
    current += weeks * 7
    left -= weeks * workingDaysInWeek(calendar)
    current += 1
    if (isWorkingDayNumber(calendar, current)) left -= 1
  }
  return current
}

/** Spans that end after the instant, in order, without end. */
function* openingsFrom(calendar: WorkingCalendar, instant: Instant): Generator<Opening> {
  // The day before, because a clock set back over midnight brings a civil day twice.
  for (let day = civilTime(instant, calendar.timeZone).dayNumber - 1; ; day += 1) {
    for (const opening of openingsOfNumber(calendar, day)) if (opening.until > instant) yield opening
  }
}
