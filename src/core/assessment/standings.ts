import type { UnitCounts } from './counts.ts'
import type { AssessmentObject, AssessmentScheme } from './scheme.ts'
import type { UnitScore } from './score.ts'
import { score } from './score.ts'

export interface AssessedUnit {
  readonly unit: string
  readonly object: AssessmentObject
  readonly counts: UnitCounts
}

export interface Standing {
  readonly unit: string
  readonly counts: UnitCounts
  readonly score: UnitScore
  /** Only where the scheme shows a league; null for a unit that is not ranked. Equals share a position. */
  readonly position: number | null
}

export type Standings = Readonly<Partial<Record<AssessmentObject, readonly Standing[]>>>

/**
 * Scores units, each kind of object among its own. A league is ordered by rounded score, ties by
 * volume (orders dispatched); units that are not ranked come last. Where only classes are shown, the
 * order within a class is by unit code, so that no table of places can be read from it.
 */
export function standings(units: readonly AssessedUnit[], scheme: AssessmentScheme): Standings {
  const byObject: Partial<Record<AssessmentObject, Standing[]>> = {}
  for (const { unit, object, counts } of units) {
    const standing = { unit, counts, score: score(counts, scheme), position: null }
    ;(byObject[object] ??= []).push(standing)
  }
  const result: Partial<Record<AssessmentObject, readonly Standing[]>> = {}
  for (const [object, rows] of Object.entries(byObject)) {
    result[object as AssessmentObject] = scheme.presentation === 'league' ? league(rows) : inClasses(rows, scheme)
  }
  return result
}

function league(rows: readonly Standing[]): Standing[] {
  const ordered = rows.toSorted((one, other) => byResult(one, other) || byCode(one, other))
  let position = 0
  return ordered.map((row, index) => {
    if (row.score.notRanked) return row
    const previous = ordered[index - 1]
    if (!previous || byResult(previous, row) !== 0) position = index + 1
    return { ...row, position }
  })
}

function inClasses(rows: readonly Standing[], scheme: AssessmentScheme): Standing[] {
  const from = new Map(scheme.classes.map((each) => [each.code, each.from ?? -1]))
  const rank = (row: Standing) => (row.score.classCode === null ? -2 : (from.get(row.score.classCode) ?? -1))
  return rows.toSorted((one, other) => rank(other) - rank(one) || byCode(one, other))
}

/** Better first; 0 for equals. Units that are not ranked are equal among themselves and last. */
function byResult(one: Standing, other: Standing): number {
  const [isOneOut, isOtherOut] = [one.score.notRanked !== null, other.score.notRanked !== null]
  if (isOneOut || isOtherOut) return Number(isOneOut) - Number(isOtherOut)
  const byScore = (other.score.assessed.score ?? 0) - (one.score.assessed.score ?? 0)
  return byScore || other.counts.dispatched - one.counts.dispatched
}

const byCode = (one: Standing, other: Standing) => (one.unit < other.unit ? -1 : one.unit > other.unit ? 1 : 0)
