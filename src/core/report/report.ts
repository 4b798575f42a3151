import type { Rate } from '../assessment/rates.ts'
import type { RateName } from '../assessment/rate-names.ts'
import type { AssessmentObject } from '../assessment/scheme.ts'
import type { LocalText } from '../catalogue/catalogue.ts'
import type { Day, Instant } from '../time.ts'

/** A rate that opens, with what it may really be, given how few were asked (Wilson, 95 %). */
export interface ReportRate extends Rate {
  readonly low: number | null
  readonly high: number | null
}
export type ReportRates = Readonly<Record<RateName, ReportRate>>

/** Both calibres, how many were reached, and what exclusions took out. */
export interface ReportFigures {
  readonly dispatched: number
  readonly assessed: ReportRates
  readonly fullCalibre: ReportRates
  readonly coverage: ReportRate
  /** Excluded answers out of all valid ones. */
  readonly excluded: Rate
  readonly replied: Rate
  readonly repliedLate: number
  readonly contactedFirst: Rate
  readonly firstContactLate: number
}

export interface ReportUnit extends ReportFigures {
  readonly unit: string
  readonly name: LocalText
  readonly object: AssessmentObject
  /** Of a month alone: schemes of a year's periods may weigh differently. */
  readonly score: number | null
  readonly classCode: string | null
}

export interface ReportGroup extends ReportFigures {
  /** Kinds of unit are never mixed; `all` adds up callbacks and compares nobody. */
  readonly object: AssessmentObject | 'all'
  readonly units: number
}

/** One period in the report: how it stands, by which rules, from which checkpoint. */
export interface ReportPeriod {
  readonly code: string
  readonly fromDay: Day
  readonly untilDay: Day
  readonly stands: 'running' | 'ended' | 'closed' | 'published'
  readonly isTransition: boolean
  readonly scheme: string
  readonly weights: Readonly<Record<RateName, number>>
  readonly basicallySatisfiedMark: number
  readonly minimumValid: number
  readonly catalogue: string
  readonly terms: string
  readonly checkpoint: { readonly size: number; readonly root: string } | null
  readonly figuresHash: string | null
  readonly figures: ReportFigures
}

export interface ReportService {
  /** Null is what nobody has classified. */
  readonly service: string | null
  readonly name: LocalText | null
  readonly count: number
}

export interface RisingService extends ReportService {
  /** In as many days just before; null for one to four. */
  readonly before: number | null
}

export interface ReportServices {
  readonly top: readonly ReportService[]
  /** All others together, those with fewer than five each among them. */
  readonly others: number
}

export interface LedgerLine {
  readonly unit: string
  readonly name: LocalText
  readonly since: Day
  readonly ageDays: number
  readonly reviewOn: Day | null
}

/** A decision after the close. No request is named. */
export interface CorrectionLine {
  readonly period: string
  readonly unit: string
  readonly name: LocalText
  readonly on: Day
  readonly type: string
}

export type ReportScopeKind = 'city' | 'district' | 'unit'

export interface Report {
  readonly period: string
  readonly isYear: boolean
  readonly scope: { readonly code: string; readonly kind: ReportScopeKind; readonly name: LocalText }
  readonly fromDay: Day
  readonly untilDay: Day
  readonly timeZone: string
  readonly madeAt: Instant
  readonly volumes: {
    readonly received: number
    readonly dispatched: number
    /** Of requests registered in these days, as they stand when the report is made. */
    readonly answeredDirectly: number
    readonly closed: number
  }
  readonly total: ReportGroup
  readonly groups: readonly ReportGroup[]
  readonly units: readonly ReportUnit[]
  readonly periods: readonly ReportPeriod[]
  readonly services: ReportServices
  /** Null where the days before were not counted. */
  readonly rising: readonly RisingService[] | null
  /** Open and late at the end of the last day; of the city alone, null where that day was not recorded. */
  readonly overdueAtEnd: number | null
  readonly ledger: { readonly total: number; readonly oldest: readonly LedgerLine[] }
  readonly corrections: readonly CorrectionLine[]
}
