import type { Calibre, UnitCounts } from './counts.ts'
import { countsIn } from './counts.ts'
import type { Rate, ThreeRates } from './rates.ts'
import { rate, ratesOf, scoreOf } from './rates.ts'
import type { AssessmentScheme } from './scheme.ts'

export interface CalibreScore {
  readonly rates: ThreeRates
  /** 0 to 100, rounded by the scheme; null where there is nothing to count. */
  readonly score: number | null
  /** Valid callbacks of three-rate orders, V. */
  readonly valid: number
}

/** Why a unit has a score but no class and no position. */
export type NotRankedReason = 'too_few_valid_callbacks' | 'nothing_to_count'

export interface UnitScore {
  /** Without excluded orders: what counts. */
  readonly assessed: CalibreScore
  /** With them (全口径含剔除): always published beside it. */
  readonly fullCalibre: CalibreScore
  /** Of the callbacks that fell due in the period, of both scopes, those that were answered; excluded ones too. */
  readonly coverage: Rate
  readonly isCoverageFlagged: boolean
  readonly excluded: number
  /** Class by the scheme's thresholds; null where the unit is not ranked. */
  readonly classCode: string | null
  readonly notRanked: NotRankedReason | null
}

/** A unit's month by the scheme, in both calibres (domain 5.1). */
export function score(counts: UnitCounts, scheme: AssessmentScheme): UnitScore {
  const assessed = calibreScore('assessed', counts, scheme)
  const coverage = rate(counts.callbackAnswered, counts.callbackDue)
  const notRanked = reasonNotRanked(assessed, scheme)
  return {
    assessed,
    fullCalibre: calibreScore('fullCalibre', counts, scheme),
    coverage,
    isCoverageFlagged: coverage.value !== null && coverage.value < scheme.coverageFlag,
    excluded: counts.excludedValid + counts.excludedResponseOnlyValid,
    classCode: notRanked || assessed.score === null ? null : classOf(assessed.score, scheme),
    notRanked,
  }
}

/** The class of a score: of the thresholds that it reaches the highest, else the class without one. */
export function classOf(points: number, scheme: Pick<AssessmentScheme, 'classes'>): string | null {
  let best: { readonly code: string; readonly from?: number } | undefined
  for (const candidate of scheme.classes) {
    const from = candidate.from ?? -Infinity
    if (points >= from && (!best || from > (best.from ?? -Infinity))) best = candidate
  }
  return best?.code ?? null
}

/** Requests per 10,000 residents (万人诉求比), not rounded; null without residents. */
export function requestsPer10k(requests: number, residents: number | undefined): number | null {
  return residents && residents > 0 ? requests / (residents / 10_000) : null
}

function calibreScore(calibre: Calibre, counts: UnitCounts, scheme: AssessmentScheme): CalibreScore {
  const inCalibre = countsIn(calibre, counts)
  return { rates: ratesOf(inCalibre, scheme), score: scoreOf(inCalibre, scheme), valid: inCalibre.valid }
}

function reasonNotRanked(assessed: CalibreScore, scheme: AssessmentScheme): NotRankedReason | null {
  if (assessed.score === null) return 'nothing_to_count'
  return assessed.valid < scheme.minimumValid ? 'too_few_valid_callbacks' : null
}
