import type { LoaderFunctionArgs } from 'react-router'
import type { PeriodScores, PeriodStands, ScoredObject } from '../../actions/scores.ts'
import { countsIn } from '../../core/assessment/counts.ts'
import { monthAfter } from '../../core/assessment/period.ts'
import { scoreOf } from '../../core/assessment/rates.ts'
import { assessmentObjects, type AssessmentObject } from '../../core/assessment/scheme.ts'
import { pageContext } from '../context.ts'
import type { PageContext } from '../page-context.ts'
import { scoreRowsOf, type ScoreRow } from './score-rows.server.ts'

/** What is said of a period on every page of scores. */
export interface PeriodHead {
  readonly period: string
  readonly fromDay: string
  readonly untilDay: string
  readonly stands: PeriodStands
  readonly isTransition: boolean
  /** When it was closed or published, or when it may be. */
  readonly standsAt: number
  readonly checkpoint: { readonly size: number; readonly root: string } | null
  readonly schemeVersion: string
}

export interface ScoresData extends PeriodHead {
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
  readonly kinds: readonly AssessmentObject[]
  /** The kind that is shown; null where nothing is counted yet. */
  readonly kind: AssessmentObject | null
  readonly rows: readonly ScoreRow[]
  readonly group: { readonly pooled: number | null; readonly mean: number | null } | null
  readonly corrections: readonly CorrectionRow[]
}

/** A decision after the close, as everybody may know it: which unit, when, and what it changed. */
export interface CorrectionRow {
  readonly unit: string
  readonly at: number
  readonly type: string
  readonly before: number | null
  readonly after: number | null
}

/** A period's scores, public: units with nothing at all are left out, so that the table stays readable. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<ScoresData> {
  const page = context.get(pageContext)
  const { house } = page
  const { searchParams } = new URL(request.url)
  const { code, current, isBadPeriod } = askedPeriod(searchParams, page)
  const scores = await house.scores(code)
  const filled = scores.objects.filter(hasRows)
  const kinds = assessmentObjects.filter((kind) => filled.some(({ object }) => object === kind))
  const kind = kinds.find((each) => each === searchParams.get('kind')) ?? kinds[0] ?? null
  const shown = filled.find(({ object }) => object === kind)
  const { scheme } = scores
  return {
    ...headOf(scores),
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
    kinds,
    kind,
    rows: shown ? scoreRowsOf(shown.units, page) : [],
    group: shown ? { pooled: shown.group.pooledScore, mean: shown.group.meanScore } : null,
    corrections: correctionsOf(scores, page),
  }
}

/** The period of the address; without one the last that has ended: what runs is not a result yet. */
export function askedPeriod(searchParams: URLSearchParams, { house }: PageContext) {
  const current = house.currentPeriod()
  const asked = searchParams.get('period')?.trim() || null
  const isBadPeriod = asked !== null && !house.isPeriod(asked)
  return { current, isBadPeriod, code: asked === null || isBadPeriod ? monthBeside(current, -1) : asked }
}

const hasRows = ({ units }: ScoredObject): boolean =>
  units.some(({ counts }) => Object.values(counts).some((count) => count > 0))

export function headOf({
  period,
  scheme,
  stands,
  isTransition,
  closesAt,
  closed,
  checkpoint,
}: PeriodScores): PeriodHead {
  return {
    period: period.code,
    fromDay: period.fromDay,
    untilDay: period.untilDay,
    stands,
    isTransition,
    standsAt: closed?.publishedAt ?? closed?.closedAt ?? closesAt,
    checkpoint: checkpoint && { size: checkpoint.size, root: checkpoint.root.slice(0, 12) },
    schemeVersion: scheme.version,
  }
}

export const correctionsOf = ({ corrections, scheme }: PeriodScores, { house, visit }: PageContext): CorrectionRow[] =>
  corrections.map(({ unit, at, type, before, after }) => ({
    unit: house.unitName(unit, visit.language),
    at,
    type,
    before: scoreOf(countsIn('assessed', before), scheme),
    after: scoreOf(countsIn('assessed', after), scheme),
  }))

export const monthBeside = (code: string, by: number): string => monthAfter(code, by)
