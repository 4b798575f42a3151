import { emptyCounts, type UnitCounts } from '../core/assessment/counts.ts'
import { groupScore, type GroupScore } from '../core/assessment/group.ts'
import { periodEndingIn, schemeInForce, type AssessmentPeriod } from '../core/assessment/period.ts'
import { requestsPer10k } from '../core/assessment/score.ts'
import type { AssessmentObject, AssessmentScheme } from '../core/assessment/scheme.ts'
import { standings, type Standing } from '../core/assessment/standings.ts'
import type { HandlingUnit } from '../core/catalogue/catalogue.ts'
import { countsFromRecords, countsFromRollups, type CountsByUnit } from '../store/read/scores.ts'
import type { App } from './app.ts'

export interface ScoredUnit extends Standing {
  readonly per10k: number | null
}

export interface ScoredObject {
  readonly object: AssessmentObject
  readonly units: readonly ScoredUnit[]
  readonly group: GroupScore
}

export interface PeriodScores {
  readonly period: AssessmentPeriod
  readonly scheme: AssessmentScheme
  /** Kinds of unit, never mixed (domain 5.5). */
  readonly objects: readonly ScoredObject[]
}

/** The kind of unit that a unit is compared with; null for those that are not assessed. */
export function objectOf(unit: HandlingUnit): AssessmentObject | null {
  switch (unit.kind) {
    case 'subdistrict':
    case 'township':
      return 'subdistrict'
    case 'district':
    case 'department':
    case 'enterprise':
      return unit.kind
    default:
      return null
  }
}

/**
 * The month's scores of every assessed unit, by the scheme in force on the period's first day.
 * @param code the calendar month in which the period ends, `YYYY-MM`; throws RangeError otherwise
 */
export async function scoresOf(
  app: App,
  code: string,
  source: 'rollups' | 'records' = 'rollups',
): Promise<PeriodScores> {
  const { schemes, timeZone } = app.rulebook.pack
  const first = schemes[0]
  if (!first) throw new Error('a city pack without an assessment scheme was loaded')
  // The scheme decides when the period begins, and the period's first day decides the scheme.
  const asked = schemeInForce(schemes, `${code}-01`) ?? first
  const scheme = schemeInForce(schemes, periodEndingIn(asked, code, timeZone).fromDay) ?? first
  const period = periodEndingIn(scheme, code, timeZone)
  const read = source === 'rollups' ? countsFromRollups : countsFromRecords
  return { period, scheme, objects: arrange(app, scheme, await read(app.store.database, period)) }
}

function arrange(app: App, scheme: AssessmentScheme, counts: CountsByUnit): readonly ScoredObject[] {
  const assessed = app.rulebook.pack.units.flatMap((unit) => {
    const object = objectOf(unit)
    return object ? [{ unit: unit.code, object, counts: counts.get(unit.code) ?? emptyCounts }] : []
  })
  return Object.entries(standings(assessed, scheme)).map(([object, units]) => ({
    object: object as AssessmentObject,
    units: units.map((unit) => ({ ...unit, per10k: per10k(app, unit.unit, unit.counts) })),
    group: groupScore(
      units.map((unit) => unit.counts),
      scheme,
    ),
  }))
}

const per10k = (app: App, unitCode: string, counts: UnitCounts): number | null =>
  requestsPer10k(counts.dispatched, app.rulebook.unit(unitCode)?.population)
