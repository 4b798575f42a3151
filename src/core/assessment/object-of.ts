import type { HandlingUnit } from '../catalogue/catalogue.ts'
import type { AssessmentObject } from './scheme.ts'

/** The kind of unit that a unit is compared with; null for those that are not assessed. */
export function objectOf({ kind }: Pick<HandlingUnit, 'kind'>): AssessmentObject | null {
  switch (kind) {
    case 'subdistrict':
    case 'township':
      return 'subdistrict'
    case 'district':
    case 'department':
    case 'enterprise':
      return kind
    default:
      return null
  }
}
