import type { ScoredUnit } from '../../actions/scores.ts'
import type { CalibreScore, NotRankedReason } from '../../core/assessment/score.ts'
import type { PageContext } from '../page-context.ts'

export interface CalibreRow {
  readonly valid: number
  /** Rates from 0 to 1; null where there is nothing to count. */
  readonly response: number | null
  readonly resolution: number | null
  readonly satisfaction: number | null
  readonly score: number | null
}

export interface ScoreRow {
  readonly code: string
  readonly unit: string
  readonly position: number | null
  readonly dispatched: number
  readonly assessed: CalibreRow
  readonly full: CalibreRow
  readonly coverage: number | null
  readonly isCoverageLow: boolean
  readonly excluded: number
  readonly excludedShare: number | null
  readonly per10k: number | null
  /** What the score may really be, given how few were asked; null without a score. */
  readonly range: { readonly low: number; readonly high: number } | null
  readonly className: string | null
  readonly notRanked: NotRankedReason | null
}

/** Lines of a score table; units with nothing at all are left out, so that it stays readable. */
export const scoreRowsOf = (units: readonly ScoredUnit[], page: PageContext): readonly ScoreRow[] =>
  units.filter(hasSomething).map((unit) => rowOf(unit, page))

const hasSomething = ({ counts }: ScoredUnit): boolean => Object.values(counts).some((count) => count > 0)

function rowOf(unit: ScoredUnit, { house, visit }: PageContext): ScoreRow {
  const { score, counts, position } = unit
  return {
    code: unit.unit,
    unit: visit.text(unit.name),
    position,
    dispatched: counts.dispatched,
    assessed: calibreRow(score.assessed),
    full: calibreRow(score.fullCalibre),
    coverage: score.coverage.value,
    isCoverageLow: score.isCoverageFlagged,
    excluded: score.excluded,
    excludedShare: unit.excludedShare,
    per10k: unit.per10k,
    range: unit.intervals.score,
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
