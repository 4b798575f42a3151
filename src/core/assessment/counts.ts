/**
 * What is counted for one unit and period: non-negative integers that can be added up.
 *
 * An order is counted in the period of its first valid callback. `valid`, `contacted` … hold every
 * valid callback of orders assessed by three rates (the full calibre, 全口径); the `excluded…` counts
 * hold the part of them that approved exclusions take out. Orders of which only the response is
 * assessed are counted in `responseOnly…` alone, never in `valid`.
 */
export interface UnitCounts {
  /** Orders dispatched to the unit: its volume. */
  readonly dispatched: number
  /** Orders whose callback fell due, of both scopes, reached or not. */
  readonly callbackDue: number
  /** Of those that fell due in the period the ones that were answered, whenever that was: never more than fell due. */
  readonly callbackAnswered: number
  readonly valid: number
  readonly contacted: number
  readonly resolved: number
  readonly satisfied: number
  readonly basicallySatisfied: number
  readonly dissatisfied: number
  readonly unreachable: number
  readonly declined: number
  readonly responseOnlyValid: number
  readonly responseOnlyContacted: number
  readonly excludedValid: number
  readonly excludedContacted: number
  readonly excludedResolved: number
  readonly excludedSatisfied: number
  readonly excludedBasically: number
  readonly excludedDissatisfied: number
  readonly excludedResponseOnlyValid: number
  readonly excludedResponseOnlyContacted: number
}

export const emptyCounts: UnitCounts = {
  dispatched: 0,
  callbackDue: 0,
  callbackAnswered: 0,
  valid: 0,
  contacted: 0,
  resolved: 0,
  satisfied: 0,
  basicallySatisfied: 0,
  dissatisfied: 0,
  unreachable: 0,
  declined: 0,
  responseOnlyValid: 0,
  responseOnlyContacted: 0,
  excludedValid: 0,
  excludedContacted: 0,
  excludedResolved: 0,
  excludedSatisfied: 0,
  excludedBasically: 0,
  excludedDissatisfied: 0,
  excludedResponseOnlyValid: 0,
  excludedResponseOnlyContacted: 0,
}

/** Names of the counts, in the order in which they are shown and stored. */
export const countNames = Object.keys(emptyCounts) as readonly (keyof UnitCounts)[]

export function addCounts(one: UnitCounts, other: Partial<UnitCounts>): UnitCounts {
  const sum: Record<keyof UnitCounts, number> = { ...one }
  for (const name of countNames) sum[name] += other[name] ?? 0
  return sum
}

export function sumCounts(all: Iterable<Partial<UnitCounts>>): UnitCounts {
  let sum = emptyCounts
  for (const counts of all) sum = addCounts(sum, counts)
  return sum
}

/** Two ways to look at the same counts. */
export type Calibre = 'assessed' | 'fullCalibre'

/** The counts that the three rates are made of, in one calibre. */
export interface RateCounts {
  readonly valid: number
  readonly contacted: number
  readonly resolved: number
  readonly satisfied: number
  readonly basicallySatisfied: number
  readonly responseOnlyValid: number
  readonly responseOnlyContacted: number
}

/** `assessed` leaves the excluded orders out; `fullCalibre` (全口径含剔除) keeps them in. */
export function countsIn(calibre: Calibre, counts: UnitCounts): RateCounts {
  const without = calibre === 'assessed' ? 1 : 0
  return {
    valid: counts.valid - without * counts.excludedValid,
    contacted: counts.contacted - without * counts.excludedContacted,
    resolved: counts.resolved - without * counts.excludedResolved,
    satisfied: counts.satisfied - without * counts.excludedSatisfied,
    basicallySatisfied: counts.basicallySatisfied - without * counts.excludedBasically,
    responseOnlyValid: counts.responseOnlyValid - without * counts.excludedResponseOnlyValid,
    responseOnlyContacted: counts.responseOnlyContacted - without * counts.excludedResponseOnlyContacted,
  }
}
