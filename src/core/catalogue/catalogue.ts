import type { Day } from '../time.ts'
import type { UrgencyLevel } from '../deadline/terms.ts'

/** A text in every language of the pack; `zh-CN` and `en` are always there. */
export type LocalText = { readonly 'zh-CN': string; readonly en: string } & Readonly<Record<string, string>>

export const unitKinds = [
  'city',
  'district',
  'subdistrict',
  'township',
  'department',
  'enterprise',
  'community',
] as const
export type UnitKind = (typeof unitKinds)[number]

/** A node of the unit tree (承办单位). A community assists, and is never a lead unit (Regulation, art. 17). */
export interface HandlingUnit {
  readonly code: string
  readonly kind: UnitKind
  readonly name: LocalText
  readonly parent?: string
  /** Residents served, for requests per 10,000; absent where it means nothing. */
  readonly population?: number
  /** From when to when the unit exists; absent means always. `until` is exclusive. */
  readonly from?: Day
  readonly until?: Day
}

/** A territory. `unit` is the unit that is responsible for the territory itself. */
export interface Area {
  readonly code: string
  readonly kind: 'city' | 'district' | 'subdistrict' | 'township' | 'community'
  readonly name: LocalText
  readonly parent?: string
  readonly unit?: string
  /** Other spellings by which people or data name the area. */
  readonly aliases?: readonly string[]
  /** Position on the equal-area tile map. */
  readonly tile?: { readonly column: number; readonly row: number }
}

/** Who leads: the unit of the place at some level, one fixed unit, or a table by area (nearest listed ancestor wins). */
export type UnitRule =
  | { readonly by: 'area'; readonly level: 'subdistrict' | 'district' }
  | { readonly by: 'unit'; readonly unit: string }
  | { readonly by: 'table'; readonly units: Readonly<Record<string, string>>; readonly otherwise?: string }

/** How much of a service's orders counts in assessment. */
export type AssessmentScope = 'three_rates' | 'response_only' | 'none'

/** A third-level service (事项) of the dispatch catalogue. */
export interface Service {
  readonly code: string
  readonly name: LocalText
  readonly level: UrgencyLevel
  readonly unitRule: UnitRule
  readonly assists?: readonly string[]
  readonly scope: AssessmentScope
  /** `automatic` dispatches by rule above the threshold; level 1 is always confirmed by a person. */
  readonly mode: 'suggest' | 'automatic'
  /** What citizens say when they mean this service: at least five, never real people's words. */
  readonly phrases: readonly string[]
  /** Safety or livelihood: may never be entered in the ledger (挂账). */
  readonly neverLedger?: boolean
  /** One sentence: the basis of the rule. */
  readonly basis?: LocalText
}

export interface ServiceGroup {
  readonly code: string
  readonly name: LocalText
  readonly services: readonly Service[]
}

export interface ServiceClass {
  readonly code: string
  readonly name: LocalText
  readonly groups: readonly ServiceGroup[]
}

/** One version of the three-level dispatch catalogue (派单目录), in force from its day to the next version's. */
export interface CatalogueVersion {
  readonly version: string
  readonly effectiveFrom: Day
  readonly illustrative: boolean
  readonly classes: readonly ServiceClass[]
}
