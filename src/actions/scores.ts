import { besideMarks, emptyBeside, type BesideCounts, type BesideMarks } from '../core/assessment/beside.ts'
import { emptyCounts, type UnitCounts } from '../core/assessment/counts.ts'
import { groupScore, type GroupScore } from '../core/assessment/group.ts'
import { intervalsOf, type RateIntervals } from '../core/assessment/intervals.ts'
import { objectOf } from '../core/assessment/object-of.ts'
import type { AssessmentPeriod } from '../core/assessment/period.ts'
import { closesAt, periodNamed, type SchemePeriod } from '../core/assessment/scheme-periods.ts'
import { requestsPer10k } from '../core/assessment/score.ts'
import type { AssessmentObject, AssessmentScheme } from '../core/assessment/scheme.ts'
import { standings, type Standing } from '../core/assessment/standings.ts'
import type { LocalText } from '../core/catalogue/catalogue.ts'
import type { Instant } from '../core/time.ts'
import { countsFromRecords, figuresFromRollups, type CountsByUnit, type UnitFigures } from '../store/read/scores.ts'
import {
  closedPeriod,
  frozenFigures,
  periodCorrections,
  type Checkpoint,
  type ClosedPeriod,
  type FrozenFigure,
  type PeriodCorrection,
} from '../store/read/scores/closed-period.ts'
import { newestCheckpoint } from '../store/read/scores/sealed.ts'
import type { App } from './app.ts'

export interface ScoredUnit extends Standing {
  /** As the unit was called then. */
  readonly name: LocalText
  readonly per10k: number | null
  /** Of the assessed calibre. */
  readonly intervals: RateIntervals
  /** Of the unit's valid callbacks the part that exclusions take out, 0 to 1; null without any. */
  readonly excludedShare: number | null
  readonly beside: BesideCounts
  readonly marks: BesideMarks
}

export interface ScoredObject {
  readonly object: AssessmentObject
  readonly units: readonly ScoredUnit[]
  readonly group: GroupScore
}

/** `running` and `ended` are previews that still move; the others are frozen. */
export type PeriodStands = 'running' | 'ended' | 'closed' | 'published'

export interface PeriodScores {
  readonly period: AssessmentPeriod
  readonly scheme: AssessmentScheme
  readonly isTransition: boolean
  readonly stands: PeriodStands
  /** From when on it may be closed. */
  readonly closesAt: Instant
  /** Up to where the journal was sealed when the figures were computed; null before the first checkpoint. */
  readonly checkpoint: Checkpoint | null
  /** Null while the period is open. */
  readonly closed: Omit<ClosedPeriod, 'period' | 'scheme' | 'checkpoint' | 'isTransition'> | null
  /** Decisions after the close, beside figures that do not change. */
  readonly corrections: readonly PeriodCorrection[]
  /** Kinds of unit, never mixed (domain 5.5). */
  readonly objects: readonly ScoredObject[]
}

/**
 * The month's scores of every assessed unit: frozen ones where the period is closed, else a preview by the
 * scheme that scores it. `records` counts anew instead, in a closed period by its own scheme and units.
 * @param code the calendar month in which the period ends, `YYYY-MM`; throws RangeError otherwise
 */
export async function scoresOf(
  app: App,
  code: string,
  source: 'rollups' | 'records' = 'rollups',
): Promise<PeriodScores> {
  const { schemes, timeZone } = app.rulebook.pack
  const closed = await closedPeriod(app.store.database, code)
  if (closed) return scoresOfClosed(app, closed, source)
  const named = periodNamed(schemes, code, timeZone)
  if (!named) throw new Error('a city pack without an assessment scheme was loaded')
  const { database } = app.store
  const [checkpoint, figures] = await Promise.all([
    newestCheckpoint(database),
    source === 'rollups' ? figuresFromRollups(database, named.period) : recountedFigures(database, named.period),
  ])
  return {
    ...named,
    stands: app.clock.now() < named.period.until ? 'running' : 'ended',
    closesAt: closesAt(named, timeZone),
    checkpoint,
    closed: null,
    corrections: [],
    objects: arrange(figuresOf(app, figures), named.scheme),
  }
}

async function scoresOfClosed(app: App, closed: ClosedPeriod, source: 'rollups' | 'records'): Promise<PeriodScores> {
  const { database } = app.store
  const { period, scheme, checkpoint, isTransition, ...rest } = closed
  const named: SchemePeriod = { period, scheme, isTransition }
  const [frozen, corrections] = await Promise.all([
    frozenFigures(database, period.code),
    periodCorrections(database, period.code),
  ])
  const figures =
    source === 'rollups' ? frozen : recounted(frozen, await countsFromRecords(database, period, closed.answeredBefore))
  return {
    ...named,
    stands: closed.publishedAt === null ? 'closed' : 'published',
    closesAt: closesAt(named, closed.timeZone),
    checkpoint,
    closed: rest,
    corrections,
    objects: arrange(figures, scheme),
  }
}

const recounted = (frozen: readonly FrozenFigure[], counts: CountsByUnit): readonly FrozenFigure[] =>
  frozen.map((figure) => ({ ...figure, counts: counts.get(figure.unit) ?? emptyCounts }))

/** Counts from the records; what is counted beside the rates has only its roll-ups. */
async function recountedFigures(
  database: Parameters<typeof countsFromRecords>[0],
  period: AssessmentPeriod,
): Promise<ReadonlyMap<string, UnitFigures>> {
  const [rollups, records] = await Promise.all([
    figuresFromRollups(database, period),
    countsFromRecords(database, period),
  ])
  const units = new Set([...rollups.keys(), ...records.keys()])
  return new Map(
    [...units].map((unit) => [
      unit,
      { counts: records.get(unit) ?? emptyCounts, beside: rollups.get(unit)?.beside ?? emptyBeside },
    ]),
  )
}

/** Every unit of the pack that is assessed, with what was counted of it. */
export function figuresOf(app: App, figures: ReadonlyMap<string, UnitFigures>): readonly FrozenFigure[] {
  return app.rulebook.pack.units.flatMap((unit) => {
    const object = objectOf(unit)
    if (!object) return []
    const { counts, beside } = figures.get(unit.code) ?? { counts: emptyCounts, beside: emptyBeside }
    const { code, name, kind, population = null } = unit
    return [{ unit: code, object, name, kind, population, counts, beside }]
  })
}

/** Scores figures by a scheme: each kind of unit among its own. */
export function arrange(figures: readonly FrozenFigure[], scheme: AssessmentScheme): readonly ScoredObject[] {
  const byUnit = new Map(figures.map((figure) => [figure.unit, figure]))
  return Object.entries(standings(figures, scheme)).map(([object, units]) => ({
    object: object as AssessmentObject,
    units: units.flatMap((standing) => {
      const figure = byUnit.get(standing.unit)
      return figure ? [scored(standing, figure, scheme)] : []
    }),
    group: groupScore(
      units.map((unit) => unit.counts),
      scheme,
    ),
  }))
}

function scored(standing: Standing, figure: FrozenFigure, scheme: AssessmentScheme): ScoredUnit {
  const { counts, beside, name, population } = figure
  return {
    ...standing,
    name,
    per10k: requestsPer10k(counts.dispatched, population ?? undefined),
    intervals: intervalsOf(standing.score.assessed.rates, scheme),
    excludedShare: shareExcluded(counts),
    beside,
    marks: besideMarks(beside),
  }
}

function shareExcluded(counts: UnitCounts): number | null {
  const answered = counts.valid + counts.responseOnlyValid
  return answered === 0 ? null : (counts.excludedValid + counts.excludedResponseOnlyValid) / answered
}
