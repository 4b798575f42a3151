import { dayNumber, dayOfNumber } from '../calendar/day.ts'
import { inForce } from '../calendar/in-force.ts'
import { dayOf, startOfDay } from '../calendar/zone.ts'
import type { Day, Instant } from '../time.ts'
import type { AssessmentScheme } from './scheme.ts'

/** A month of assessment, named by the calendar month in which it ends. */
export interface AssessmentPeriod {
  /** `YYYY-MM` */
  readonly code: string
  readonly fromDay: Day
  /** Inclusive. */
  readonly untilDay: Day
  readonly from: Instant
  /** Exclusive: the first instant of the day after `untilDay`. */
  readonly until: Instant
}

type Cycle = Pick<AssessmentScheme, 'cycleStartDay'>

const codePattern = /^\d{4}-(0[1-9]|1[0-2])$/

export function isPeriodCode(text: string): boolean {
  return codePattern.test(text)
}

/**
 * The period that ends in a month: with `cycleStartDay` 19, `2026-11` is 19 October to 18 November
 * inclusive; with 1 it is the calendar month. Throws RangeError where the text is no `YYYY-MM`.
 */
export function periodEndingIn(scheme: Cycle, code: string, timeZone: string): AssessmentPeriod {
  if (!isPeriodCode(code)) throw new RangeError(`not a month: ${code}`)
  const fromDay = firstDayOf(code, scheme.cycleStartDay)
  const afterDay = firstDayOf(monthAfter(code, 1), scheme.cycleStartDay)
  const untilDay = dayOfNumber(dayNumber(afterDay) - 1)
  return { code, fromDay, untilDay, from: startOfDay(fromDay, timeZone), until: startOfDay(afterDay, timeZone) }
}

/** The period in which an instant lies. An order belongs to that of its first valid callback. */
export function periodOf(scheme: Cycle, instant: Instant, timeZone: string): AssessmentPeriod {
  return periodEndingIn(scheme, periodCodeOf(scheme, dayOf(instant, timeZone)), timeZone)
}

/** The code of the period in which a civil day lies. */
export function periodCodeOf(scheme: Cycle, day: Day): string {
  const month = day.slice(0, 7)
  const belongsToNext = scheme.cycleStartDay > 1 && Number(day.slice(8)) >= scheme.cycleStartDay
  return belongsToNext ? monthAfter(month, 1) : month
}

/** The scheme in force on a day, or undefined before the first one's day. */
export function schemeInForce(schemes: readonly AssessmentScheme[], day: Day): AssessmentScheme | undefined {
  return inForce(schemes, day)
}

/** First day of the period that is named by a month. */
export function firstDayOf(code: string, cycleStartDay: number): Day {
  if (!Number.isInteger(cycleStartDay) || cycleStartDay < 1 || cycleStartDay > 28) {
    throw new RangeError(`a cycle starts on day 1 to 28, not ${cycleStartDay}`)
  }
  const month = cycleStartDay === 1 ? code : monthAfter(code, -1)
  return `${month}-${String(cycleStartDay).padStart(2, '0')}`
}

export function monthAfter(code: string, months: number): string {
  const count = Number(code.slice(0, 4)) * 12 + Number(code.slice(5)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}
