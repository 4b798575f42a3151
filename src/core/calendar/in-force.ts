import type { Day } from '../time.ts'

/** Of versions with effective dates, in any order, the one in force on a day; the later listed of two of one day. */
export function inForce<V extends { readonly effectiveFrom: Day }>(versions: readonly V[], day: Day): V | undefined {
  let found: V | undefined
  for (const version of versions) {
    if (version.effectiveFrom <= day && (!found || version.effectiveFrom >= found.effectiveFrom)) found = version
  }
  return found
}
