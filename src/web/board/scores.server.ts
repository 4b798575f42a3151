import type { LoaderFunctionArgs } from 'react-router'
import type { ScoredUnit } from '../../actions/scores.ts'
import type { CalibreScore, NotRankedReason } from '../../core/assessment/score.ts'
import type { AssessmentObject } from '../../core/assessment/scheme.ts'
import { pageContext } from '../context.ts'
import type { PageContext } from '../page-context.ts'

export interface ScoresData {
  readonly period: string
  readonly fromDay: string
  readonly untilDay: string
  readonly isRunning: boolean
  readonly previous: string
  /** Null where the next period has not begun. */
  readonly next: string | null
  readonly isBadPeriod: boolean
  readonly isLeague: boolean
  readonly scheme: {
    readonly version: string
    readonly response: number
    readonly resolution: number
    readonly satisfaction: number
    readonly mark: number
    readonly minimum: number
  }
  readonly objects: readonly ScoredObjectData[]
}

export interface ScoredObjectData {
  readonly object: AssessmentObject
  readonly rows: readonly ScoreRow[]
}

export interface CalibreRow {
  readonly valid: number
  /** Rates from 0 to 1; null where there is nothing to count. */
  readonly response: number | null
  readonly resolution: number | null
  readonly satisfaction: number | null
  readonly score: number | null
}

export interface ScoreRow {
  readonly unit: string
  readonly position: number | null
  readonly dispatched: number
  readonly assessed: CalibreRow
  readonly full: CalibreRow
  readonly coverage: number | null
  readonly isCoverageLow: boolean
  readonly excluded: number
  readonly className: string | null
  readonly notRanked: NotRankedReason | null
}

/** A period's scores, public: units with nothing at all are left out, so that the table stays readable. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<ScoresData> {
  const page = context.get(pageContext)
  const { house } = page
  const current = house.currentPeriod()
  const asked = new URL(request.url).searchParams.get('period')?.trim() || null
  const isBadPeriod = asked !== null && !house.isPeriod(asked)
  // What is published is the last period that has ended.
  const code = asked === null || isBadPeriod ? monthBeside(current, -1) : asked
  const { period, scheme, objects } = await house.scores(code)
  return {
    period: period.code,
    fromDay: period.fromDay,
    untilDay: period.untilDay,
    isRunning: house.now() < period.until,
    previous: monthBeside(code, -1),
    next: code < current ? monthBeside(code, 1) : null,
    isBadPeriod,
    isLeague: scheme.presentation === 'league',
    scheme: {
      version: scheme.version,
      ...scheme.weights,
      mark: scheme.basicallySatisfiedMark,
      minimum: scheme.minimumValid,
    },
    objects: objects
      .map(({ object, units }) => ({ object, rows: units.filter(hasSomething).map((unit) => rowOf(unit, page)) }))
      .filter(({ rows }) => rows.length > 0),
  }
}

const hasSomething = ({ counts }: ScoredUnit): boolean => Object.values(counts).some((count) => count > 0)

function rowOf(unit: ScoredUnit, { house, visit }: PageContext): ScoreRow {
  const { score, counts, position } = unit
  return {
    unit: house.unitName(unit.unit, visit.language),
    position,
    dispatched: counts.dispatched,
    assessed: calibreRow(score.assessed),
    full: calibreRow(score.fullCalibre),
    coverage: score.coverage.value,
    isCoverageLow: score.isCoverageFlagged,
    excluded: score.excluded,
    className:
      score.classCode === null
        ? null
        : house.packText(`scheme.class.${score.classCode}`, score.classCode, visit.language),
    notRanked: score.notRanked,
  }
}

const calibreRow = ({ valid, rates, score }: CalibreScore): CalibreRow => ({
  valid,
  response: rates.response.value,
  resolution: rates.resolution.value,
  satisfaction: rates.satisfaction.value,
  score,
})

function monthBeside(code: string, by: number): string {
  const months = Number(code.slice(0, 4)) * 12 + Number(code.slice(5)) - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
