import type { WorkingCalendar } from '../calendar/calendar.ts'
import { dayKind } from '../calendar/day-kind.ts'
import { dayOfNumber } from '../calendar/day.ts'
import type { DayNumber } from '../calendar/day.ts'
import { isWorkingDayNumber, lastPublished, workingDaysInWeek } from '../calendar/working-day.ts'
import type { DerivationStep } from './deadline.ts'

/**
 * What was not ordinary in the days from `first` to `last` (inclusive) over which working time was
 * counted: holidays skipped, make-up workdays worked, days not yet published; and how many ordinary
 * days off there were, so that the count can be checked by hand.
 */
export function daySteps(calendar: WorkingCalendar, first: DayNumber, last: DayNumber): DerivationStep[] {
  const publishedLast = Math.min(last, lastPublished(calendar))
  const steps: DerivationStep[] = []
  let ordinaryDaysOff = ordinaryDaysOffBetween(calendar, Math.max(first, publishedLast + 1), last)
  for (let day = first; day <= publishedLast; day += 1) {
    if (isWorkingDayNumber(calendar, day)) {
      const name = dayOfNumber(day)
      if (dayKind(calendar, name).kind === 'makeUpWorkday') steps.push({ step: 'makeUpWorkday', day: name })
      continue
    }
    const end = endOfDaysOff(calendar, day, publishedLast)
    if (hasHoliday(calendar, day, end)) {
      steps.push({ step: 'skipped', from: dayOfNumber(day), until: dayOfNumber(end) })
    } else {
      ordinaryDaysOff += end - day + 1
    }
    day = end
  }
  if (ordinaryDaysOff > 0) steps.push({ step: 'daysOff', days: ordinaryDaysOff })
  if (last > publishedLast) {
    const from = dayOfNumber(Math.max(first, publishedLast + 1))
    steps.push({ step: 'unpublished', from, until: dayOfNumber(last) })
  }
  return steps
}

function endOfDaysOff(calendar: WorkingCalendar, first: DayNumber, last: DayNumber): DayNumber {
  let end = first
  while (end < last && !isWorkingDayNumber(calendar, end + 1)) end += 1
  return end
}

function hasHoliday(calendar: WorkingCalendar, first: DayNumber, last: DayNumber): boolean {
  for (let day = first; day <= last; day += 1) {
    if (dayKind(calendar, dayOfNumber(day)).kind === 'holiday') return true
  }
  return false
}

/** Days off of the plain week, whole weeks at a time. */
function ordinaryDaysOffBetween(calendar: WorkingCalendar, first: DayNumber, last: DayNumber): number {
  if (last < first) return 0
  const weeks = Math.floor((last - first + 1) / 7)
  let daysOff = weeks * (7 - workingDaysInWeek(calendar))
  for (let day = first + weeks * 7; day <= last; day += 1) if (!isWorkingDayNumber(calendar, day)) daysOff += 1
  return daysOff
}
