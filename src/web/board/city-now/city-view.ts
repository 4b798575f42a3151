import type { Figure } from '../../../actions/city-now/figures.ts'
import type { Day, Instant } from '../../../core/time.ts'

/** What the map may be coloured by, in the order of `CityView.values`. More is always more to worry about. */
export const cityMeasures = ['overdue', 'received', 'open', 'unsolved'] as const
export type CityMeasure = (typeof cityMeasures)[number]

/** An area of the map: what does not change while the page is open. */
export interface CityPlace {
  readonly code: string
  /** With the district around it. */
  readonly name: string
  readonly shortName: string
  readonly tile: { readonly column: number; readonly row: number } | null
}

/** City now in words, as it is pushed. */
export interface CityView {
  readonly at: Instant
  readonly today: Day
  readonly figures: readonly Figure[]
  /** By place, then by measure; shares of too few are null. */
  readonly values: readonly (readonly (number | null)[])[]
  /** Held by units without a place on the map, such as departments; by measure, null where that means nothing. */
  readonly elsewhere: readonly (number | null)[]
  readonly topics: readonly {
    readonly service: string
    readonly week: number
    readonly usual: number
    readonly owner: string
  }[]
  readonly worst: readonly {
    readonly number: string
    readonly service: string
    readonly unit: string
    readonly dueAt: Instant
    readonly supervised: boolean
  }[]
  readonly events: readonly {
    readonly service: string
    readonly area: string
    readonly unit: string
    readonly callers: number
    readonly since: Instant
  }[]
  readonly solved: readonly {
    readonly service: string
    readonly area: string
    readonly unit: string
    readonly at: Instant
  }[]
  readonly journal: { readonly size: number; readonly at: Instant } | null
}
