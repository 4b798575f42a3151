import { countNames, emptyCounts, type UnitCounts } from '../../core/assessment/counts.ts'
import type { Metric } from '../../core/assessment/metric.ts'
import { rates } from '../../core/assessment/rates.ts'
import type { AssessmentScheme } from '../../core/assessment/scheme.ts'
import { addDays } from '../../core/calendar/day.ts'
import type { Day } from '../../core/time.ts'
import type { DayMeasure } from '../../store/read/city-now/city-days.ts'
import type { DayCount } from '../../store/read/city-now/day-counts.ts'

/** The six numbers of the wall, in the order in which they are shown. */
export const figureNames = ['received', 'contacted', 'solved', 'satisfied', 'overdue', 'events'] as const
export type FigureName = (typeof figureNames)[number]

export interface Figure {
  readonly name: FigureName
  /** A count, or a share of 1; null where there is too little to tell. */
  readonly value: number | null
  readonly target: number | null
  /** Whether the target is met; null without a target or a value. */
  readonly isMet: boolean | null
  /** The last seven days, today last. */
  readonly days: readonly (number | null)[]
  /** This week against the week before. */
  readonly trend: 'up' | 'down' | 'level' | null
}

/** Shares of fewer than this would swing with every single answer, and could point at somebody. */
export const fewest = 5

/** Days of a week: sparklines, and the span over which rates are taken. */
export const week = 7

/** Metrics of which the figures are made. */
export const figureMetrics: readonly Metric[] = [...countNames, 'topic', 'contactedFirst', 'firstContactLate']

export interface FigureParts {
  readonly today: Day
  /** Two weeks of counts, today among them. */
  readonly counts: readonly DayCount[]
  readonly scheme: AssessmentScheme | undefined
  readonly now: Readonly<Record<DayMeasure, number>>
  readonly days: ReadonlyMap<Day, Partial<Readonly<Record<DayMeasure, number>>>>
}

type Counted = (metric: Metric) => number

/** The six numbers with their targets, weeks and trends. */
export function figuresOf(parts: FigureParts): readonly Figure[] {
  const { scheme, now } = parts
  const targets = scheme?.targets ?? {}
  const rateOf = (which: 'resolution' | 'satisfaction') => (counted: Counted) => {
    if (!scheme) return null
    const rate = rates(countsOf(counted), scheme)[which]
    return rate.denominator < fewest ? null : rate.value
  }
  const overdueMost = targets.overdueShare === undefined ? null : Math.floor(now.open * targets.overdueShare)
  return [
    received(parts),
    share(parts, 'contacted', contactedInTime, targets.contactedInTime ?? null),
    share(parts, 'solved', rateOf('resolution'), targets.resolution ?? null),
    share(parts, 'satisfied', rateOf('satisfaction'), targets.satisfaction ?? null),
    gauge(parts, 'overdue', overdueMost),
    gauge(parts, 'events', null),
  ]
}

/** Today so far; the trend is that of whole days, as half a day compares with nothing. */
function received(parts: FigureParts): Figure {
  const { today } = parts
  const on = (from: number, until: number) => sumOver(parts, from, until)('topic')
  const days = lastDays(today).map((_, index) => on(index - week + 1, index - week + 1))
  const [last, before] = [on(-week, -1), on(-2 * week, -week - 1)]
  return {
    name: 'received',
    value: on(0, 0),
    target: null,
    isMet: null,
    days,
    trend: before === 0 ? null : trendOf(last / before - 1, 0.05),
  }
}

function contactedInTime(counted: Counted): number | null {
  const contacts = counted('contactedFirst')
  return contacts < fewest ? null : (contacts - counted('firstContactLate')) / contacts
}

/** A share over the last seven days, today among them. */
function share(
  parts: FigureParts,
  name: FigureName,
  shareOf: (counted: Counted) => number | null,
  target: number | null,
): Figure {
  const value = shareOf(sumOver(parts, 1 - week, 0))
  const before = shareOf(sumOver(parts, 1 - 2 * week, -week))
  return {
    name,
    value,
    target,
    isMet: value === null || target === null ? null : value >= target,
    days: lastDays(parts.today).map((_, index) => shareOf(sumOver(parts, index - week + 1, index - week + 1))),
    trend: value === null || before === null ? null : trendOf(value - before, 0.005),
  }
}

/** What stands open now, beside how the days before ended. */
function gauge({ today, now, days }: FigureParts, name: 'overdue' | 'events', target: number | null): Figure {
  const value = now[name]
  const weekAgo = days.get(addDays(today, -week))?.[name]
  return {
    name,
    value,
    target,
    isMet: target === null ? null : value <= target,
    days: lastDays(today).map((day) => (day === today ? value : (days.get(day)?.[name] ?? null))),
    trend: weekAgo === undefined ? null : trendOf(value - weekAgo, 0),
  }
}

const lastDays = (today: Day): readonly Day[] =>
  Array.from({ length: week }, (_, index) => addDays(today, index - week + 1))

const trendOf = (change: number, level: number): Figure['trend'] =>
  Math.abs(change) <= level ? 'level' : change > 0 ? 'up' : 'down'

/** Counts over days before today, from and until included: 0 is today, -1 yesterday. */
function sumOver({ today, counts }: FigureParts, from: number, until: number): Counted {
  const [first, last] = [addDays(today, from), addDays(today, until)]
  return (metric) =>
    counts.reduce(
      (sum, one) => (one.metric === metric && one.on >= first && one.on <= last ? sum + one.amount : sum),
      0,
    )
}

function countsOf(counted: Counted): UnitCounts {
  const counts: Record<keyof UnitCounts, number> = { ...emptyCounts }
  for (const name of countNames) counts[name] = counted(name)
  return counts
}
