import type { Day, TimeOfDay } from '../time.ts'

/** Half-open span of working time in one day, `[from, to)`; `to` may be `24:00`. */
export type WorkingSpan = readonly [from: TimeOfDay, to: TimeOfDay]

export type DayKind = 'holiday' | 'makeUpWorkday' | 'weekend' | 'weekday'

/**
 * A city's working calendar, day by day as published. Days that `days` does not list are plain
 * weekdays or weekends by `weekdays`; days after `publishedUntil` are so by assumption, and every
 * derivation that touches one says so.
 */
export interface WorkingCalendar {
  readonly version: string
  readonly timeZone: string
  /** Working spans by ISO weekday, Monday = 1 … Sunday = 7. An absent or empty list is a day off. */
  readonly weekdays: Readonly<Record<number, readonly WorkingSpan[]>>
  /** Published exceptions. A make-up workday works `makeUpHours`, or Monday's spans where they are absent. */
  readonly days: Readonly<Record<Day, { readonly kind: 'holiday' | 'makeUpWorkday'; readonly name: string }>>
  readonly makeUpHours?: readonly WorkingSpan[]
  readonly publishedUntil: Day
}
