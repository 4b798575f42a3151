import type { Day } from '../time.ts'

/** L1 emergency, L2 livelihood, L3 general, L4 complex (DB11/T 2021-2022 as read in the specification, 2.4). */
export const urgencyLevels = ['L1', 'L2', 'L3', 'L4'] as const
export type UrgencyLevel = (typeof urgencyLevels)[number]

/** The clocks that a promise can run on. */
export const clockNames = ['dispatch', 'signing', 'firstContact', 'handling', 'rework', 'objection'] as const
export type ClockName = (typeof clockNames)[number]

/** One time limit. Calendar time runs day and night; working time runs only inside the calendar's working spans. */
export interface Term {
  /** A whole number, 1 to 1,000,000. */
  readonly amount: number
  readonly unit: 'minute' | 'hour' | 'day'
  readonly counts: 'calendar' | 'working'
  /** Only for days: the same time of day, or the end of the (working) day. */
  readonly endsAt?: 'same_time' | 'end_of_day'
}

/** The terms in force from a day on, until the next version's day. */
export interface TermsVersion {
  readonly version: string
  readonly effectiveFrom: Day
  readonly levels: Readonly<Record<UrgencyLevel, Readonly<Record<ClockName, Term>>>>
}
