import { data, type LoaderFunctionArgs } from 'react-router'
import type { ScoredUnit } from '../../actions/scores.ts'
import { besideNames, type BesideCounts, type BesideMarks } from '../../core/assessment/beside.ts'
import type { Interval } from '../../core/assessment/interval.ts'
import { rateNames, type RateName } from '../../core/assessment/rate-names.ts'
import type { Rate } from '../../core/assessment/rates.ts'
import type { AssessmentObject, AssessmentScheme } from '../../core/assessment/scheme.ts'
import { pageContext } from '../context.ts'
import type { PageContext } from '../page-context.ts'
import { scoreRowsOf, type ScoreRow } from './score-rows.server.ts'
import { askedPeriod, correctionsOf, headOf, type CorrectionRow, type PeriodHead } from './scores.server.ts'

/** How one rate enters the score. */
export interface RatePart {
  readonly rate: RateName
  readonly made: Rate
  readonly interval: Interval | null
  readonly weight: number
  /** Points that it brings, and that it costs; null where there is nothing to count. */
  readonly points: number | null
  readonly lost: number | null
}

export interface UnitScoresData {
  readonly head: PeriodHead
  readonly code: string
  readonly name: string
  readonly object: AssessmentObject
  /** Null where nothing was counted. */
  readonly row: ScoreRow | null
  readonly parts: readonly RatePart[]
  readonly coverage: Rate
  readonly beside: readonly { readonly name: keyof BesideCounts; readonly count: number }[]
  readonly marks: readonly { readonly name: keyof BesideMarks; readonly value: number }[]
  readonly corrections: readonly CorrectionRow[]
}

/** One unit's period: counts and how the score is made of them, for everybody; orders are for those who may see them. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<UnitScoresData> {
  const page = context.get(pageContext)
  const { code } = askedPeriod(new URL(request.url).searchParams, page)
  return unitScores(page, code, params['unit'] ?? '')
}

export async function unitScores(page: PageContext, period: string, unitCode: string): Promise<UnitScoresData> {
  const scores = await page.house.scores(period)
  for (const { object, units } of scores.objects) {
    const unit = units.find((one) => one.unit === unitCode)
    if (!unit) continue
    const corrections = scores.corrections.filter((one) => one.unit === unitCode)
    return {
      head: headOf(scores),
      code: unitCode,
      name: page.visit.text(unit.name),
      object,
      row: scoreRowsOf([unit], page)[0] ?? null,
      parts: partsOf(unit, scores.scheme),
      coverage: unit.score.coverage,
      beside: besideNames
        .filter((name) => !name.startsWith('mark') && unit.beside[name] > 0)
        .map((name) => ({ name, count: unit.beside[name] })),
      marks: Object.entries(unit.marks).flatMap(([name, value]) =>
        value === null ? [] : [{ name: name as keyof BesideMarks, value: value as number }],
      ),
      corrections: correctionsOf({ ...scores, corrections }, page),
    }
  }
  throw data('unit', { status: 404 })
}

const partsOf = ({ score, intervals }: ScoredUnit, { weights }: AssessmentScheme): readonly RatePart[] =>
  rateNames.map((rate) => {
    const made = score.assessed.rates[rate]
    const most = 100 * weights[rate]
    return {
      rate,
      made,
      interval: intervals[rate],
      weight: weights[rate],
      points: made.value === null ? null : most * made.value,
      lost: made.value === null ? null : most * (1 - made.value),
    }
  })
