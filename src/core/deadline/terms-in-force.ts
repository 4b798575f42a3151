import { inForce } from '../calendar/in-force.ts'
import type { Day } from '../time.ts'
import type { TermsVersion } from './terms.ts'

/** The terms in force on a civil day, or undefined before the first version's day. */
export function termsInForce(versions: readonly TermsVersion[], day: Day): TermsVersion | undefined {
  return inForce(versions, day)
}
