import type { Day, Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import type { WorkingCalendar, WorkingSpan } from './calendar.ts'
import { dayNumber, dayOfNumber, minuteOfDay, weekdayOfNumber } from './day.ts'
import type { DayNumber } from './day.ts'
import { instantAtMillisecond } from './zone.ts'

/** Working time between two instants, half-open: `[from, until)`. */
export interface Opening {
  readonly from: Instant
  readonly until: Instant
}

/** Minutes of the day, half-open. */
type MinuteSpan = readonly [from: number, to: number]

interface CompiledCalendar {
  /** By ISO weekday; index 0 is not used. */
  readonly weekdays: readonly (readonly MinuteSpan[])[]
  readonly makeUp: readonly MinuteSpan[]
  readonly publishedUntil: DayNumber
  readonly openings: Map<DayNumber, readonly Opening[]>
}

const compiled = new WeakMap<WorkingCalendar, CompiledCalendar>()
const keptDays = 20_000

/** Last published day as a number: days after it follow the plain week. */
export function lastPublished(calendar: WorkingCalendar): DayNumber {
  return compile(calendar).publishedUntil
}

/** Working days in a plain week, 1 to 7. */
export function workingDaysInWeek(calendar: WorkingCalendar): number {
  return compile(calendar).weekdays.filter((spans) => spans.length > 0).length
}

/** Whether the day has any working time. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return isWorkingDayNumber(calendar, dayNumber(day))
}

export function isWorkingDayNumber(calendar: WorkingCalendar, day: DayNumber): boolean {
  return spansOn(calendar, compile(calendar), day).length > 0
}

/**
 * Working time of a civil day, in order. Spans that touch or overlap are one; the part of a span that
 * a clock change skips does not exist, and a repeated hour inside a span counts twice, as it is worked.
 */
export function openingsOn(calendar: WorkingCalendar, day: Day): readonly Opening[] {
  return openingsOfNumber(calendar, dayNumber(day))
}

export function openingsOfNumber(calendar: WorkingCalendar, day: DayNumber): readonly Opening[] {
  const plan = compile(calendar)
  const known = plan.openings.get(day)
  if (known) return known
  const at = (minute: number) => instantAtMillisecond(day, minute * MINUTE, calendar.timeZone)
  const openings = spansOn(calendar, plan, day)
    .map(([from, to]) => ({ from: at(from), until: at(to) }))
    .filter((opening) => opening.from < opening.until)
  if (plan.openings.size >= keptDays) plan.openings.clear()
  plan.openings.set(day, openings)
  return openings
}

function spansOn(calendar: WorkingCalendar, plan: CompiledCalendar, day: DayNumber): readonly MinuteSpan[] {
  const listed = day <= plan.publishedUntil ? calendar.days[dayOfNumber(day)] : undefined
  if (listed?.kind === 'holiday') return []
  if (listed?.kind === 'makeUpWorkday') return plan.makeUp
  return plan.weekdays[weekdayOfNumber(day)] ?? []
}

function compile(calendar: WorkingCalendar): CompiledCalendar {
  const known = compiled.get(calendar)
  if (known) return known
  const weekdays = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) => minuteSpans(calendar.weekdays[weekday] ?? []))
  // Without this, a search for the next opening would never end.
  if (weekdays.every((spans) => spans.length === 0)) throw new RangeError('the calendar has no working time')
  const plan: CompiledCalendar = {
    weekdays,
    makeUp: calendar.makeUpHours ? minuteSpans(calendar.makeUpHours) : (weekdays[1] ?? []),
    publishedUntil: dayNumber(calendar.publishedUntil),
    openings: new Map(),
  }
  compiled.set(calendar, plan)
  return plan
}

function minuteSpans(spans: readonly WorkingSpan[]): readonly MinuteSpan[] {
  const merged: [number, number][] = []
  const inOrder = spans
    .map(([from, to]): [number, number] => [minuteOfDay(from), minuteOfDay(to)])
    .filter(([from, to]) => from < to)
    .sort((one, other) => one[0] - other[0])
  for (const span of inOrder) {
    const last = merged.at(-1)
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1])
    else merged.push(span)
  }
  return merged
}
