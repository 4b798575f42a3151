import { dayNumber, dayOfNumber } from '../calendar/day.ts'
import { dayOf, startOfDay } from '../calendar/zone.ts'
import type { Day, Instant } from '../time.ts'
import { firstDayOf, monthAfter, periodCodeOf, type AssessmentPeriod } from './period.ts'
import type { AssessmentScheme } from './scheme.ts'

/** A period with the scheme that scores it. */
export interface SchemePeriod {
  readonly period: AssessmentPeriod
  readonly scheme: AssessmentScheme
  /** Shorter or longer than a month, because the next scheme starts its periods on another day. */
  readonly isTransition: boolean
}

interface Span {
  readonly scheme: AssessmentScheme
  /** First day of its first period; null for the first scheme, which also scores what was before it. */
  readonly from: Day | null
  /** Last day that it scores; null for the newest. */
  readonly until: Day | null
}

const dayBefore = (day: Day): Day => dayOfNumber(dayNumber(day) - 1)
const dayAfter = (day: Day): Day => dayOfNumber(dayNumber(day) + 1)

/** The first day on or after the scheme's own day on which one of its periods begins. */
export function firstPeriodDay({ effectiveFrom, cycleStartDay }: AssessmentScheme): Day {
  const inMonth = (month: string): Day => `${month}-${String(cycleStartDay).padStart(2, '0')}`
  const month = effectiveFrom.slice(0, 7)
  return inMonth(month) >= effectiveFrom ? inMonth(month) : inMonth(monthAfter(month, 1))
}

/** A whole period ends the day before the same day of the next month. */
const lastDayOfPeriodFrom = (day: Day): Day => dayBefore(`${monthAfter(day.slice(0, 7), 1)}${day.slice(7)}`)

/**
 * Which days each scheme scores. A scheme begins with its first whole period; the scheme before it scores
 * until the day before. One that is overtaken before a first period of its own is over scores nothing.
 */
function spansOf(schemes: readonly AssessmentScheme[]): readonly Span[] {
  const ordered = schemes.toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1))
  const spans: Span[] = []
  let next: Day | null = null
  for (const [index, scheme] of [...ordered.entries()].toReversed()) {
    const from = index === 0 ? null : firstPeriodDay(scheme)
    if (from !== null && next !== null && lastDayOfPeriodFrom(from) >= next) continue
    spans.unshift({ scheme, from, until: next === null ? null : dayBefore(next) })
    next = from
  }
  return spans
}

/** Schemes that never score a day: another one follows before a first period of theirs is over. */
export function overtakenSchemes(schemes: readonly AssessmentScheme[]): readonly AssessmentScheme[] {
  const used = new Set(spansOf(schemes).map(({ scheme }) => scheme))
  return schemes.filter((scheme) => !used.has(scheme))
}

/**
 * The period that is named by a month, and its scheme. Throws RangeError where the text is no `YYYY-MM`;
 * undefined where no period ends in that month, which only a change of schemes can bring about.
 *
 * A change of the day on which periods begin cuts the running period: the transition period ends the day
 * before the new scheme's first period starts. A period is named by the month in which it ends; where that
 * month has a period already, the days that are left over belong to it.
 */
export function periodNamed(
  schemes: readonly AssessmentScheme[],
  code: string,
  timeZone: string,
): SchemePeriod | undefined {
  for (const span of spansOf(schemes)) {
    const found = withinSpan(span, code, timeZone)
    if (found) return found
  }
  return undefined
}

function withinSpan({ scheme, from, until }: Span, code: string, timeZone: string): SchemePeriod | undefined {
  const fromDay = firstDayOf(code, scheme.cycleStartDay)
  const wholeUntil = dayBefore(firstDayOf(monthAfter(code, 1), scheme.cycleStartDay))
  if (from !== null && fromDay < from) return undefined
  if (until === null) return { period: periodFrom(code, fromDay, wholeUntil, timeZone), scheme, isTransition: false }
  const isLast = until.slice(0, 7) === code
  // A whole period that would run over the change bears no name of its own.
  if (wholeUntil > until && !isLast) return undefined
  const untilDay = isLast ? until : wholeUntil
  return { period: periodFrom(code, fromDay, untilDay, timeZone), scheme, isTransition: untilDay !== wholeUntil }
}

function periodFrom(code: string, fromDay: Day, untilDay: Day, timeZone: string): AssessmentPeriod {
  const until = startOfDay(dayAfter(untilDay), timeZone)
  return { code, fromDay, untilDay, from: startOfDay(fromDay, timeZone), until }
}

/** The period in which a civil day lies. Throws where there is no scheme at all. */
export function periodHolding(schemes: readonly AssessmentScheme[], day: Day, timeZone: string): SchemePeriod {
  const span = spansOf(schemes).find(({ from, until }) => (from ?? day) <= day && (until ?? day) >= day)
  if (!span) throw new Error('no assessment scheme')
  const nominal = periodCodeOf(span.scheme, day)
  const found = withinSpan(span, nominal, timeZone)
  const code = found && found.period.fromDay <= day && day <= found.period.untilDay ? nominal : span.until?.slice(0, 7)
  const period = code === undefined ? undefined : withinSpan(span, code, timeZone)
  if (!period) throw new Error(`no period holds ${day}`)
  return period
}

/** The period in which an instant lies. An order belongs to that of its first valid callback. */
export const periodAt = (schemes: readonly AssessmentScheme[], at: Instant, timeZone: string): SchemePeriod =>
  periodHolding(schemes, dayOf(at, timeZone), timeZone)

/** Days after a period's end until its figures are frozen, where a scheme does not say. */
export const closesAfterDaysUsual = 15

/** From when on a period may be closed: the first instant of the day after its days of grace. */
export function closesAt({ period, scheme }: SchemePeriod, timeZone: string): Instant {
  const days = scheme.closesAfterDays ?? closesAfterDaysUsual
  return startOfDay(dayOfNumber(dayNumber(period.untilDay) + 1 + days), timeZone)
}
