import type { Day } from '../time.ts'

/** Kinds of unit that are compared with each other, and never with another kind. */
export const assessmentObjects = ['subdistrict', 'district', 'department', 'enterprise'] as const
export type AssessmentObject = (typeof assessmentObjects)[number]

/** What the city wants to reach, as City now shows it beside what is. Shares are fractions of 1. */
export interface CityTargets {
  /** Of first contacts, made within their time. */
  readonly contactedInTime?: number
  readonly resolution?: number
  readonly satisfaction?: number
  /** Of open orders, overdue at most. */
  readonly overdueShare?: number
}

/** One version of how units are scored (考核方案). Weights and marks are fractions of 1. */
export interface AssessmentScheme {
  readonly version: string
  readonly effectiveFrom: Day
  /** First day of a period, 1 to 28: 19 means 19th of last month to 18th. */
  readonly cycleStartDay: number
  readonly weights: { readonly response: number; readonly resolution: number; readonly satisfaction: number }
  /** What "basically satisfied" counts against "satisfied", 0 to 1. */
  readonly basicallySatisfiedMark: number
  /** Decimals to which the score is rounded before ranking. */
  readonly scoreDecimals: number
  /** Fewest valid callbacks with which a unit is ranked. */
  readonly minimumValid: number
  /** Callback coverage below which a unit is flagged, 0 to 1. */
  readonly coverageFlag: number
  /** Days after a period's end until it is closed: time for exclusions and late answers (15 where not said). */
  readonly closesAfterDays?: number
  /** National policy of 2025 warns against league tables: `classes` shows no positions. */
  readonly presentation: 'classes' | 'league'
  /** Score at and above which a unit is in the class; the last has no `from`. */
  readonly classes: readonly { readonly code: string; readonly from?: number }[]
  readonly targets?: CityTargets
  readonly basis: string
}
