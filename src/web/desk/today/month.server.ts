import type { RateLoss } from '../../../actions/unit-month.ts'
import type { NotRankedReason } from '../../../core/assessment/score.ts'
import type { Day } from '../../../core/time.ts'
import type { PageContext } from '../../page-context.ts'

/** The unit's running month in a few figures. */
export interface MonthData {
  readonly period: string
  readonly untilDay: Day
  readonly score: number | null
  readonly best: number | null
  readonly valid: number
  readonly minimumValid: number
  readonly className: string | null
  readonly notRanked: NotRankedReason | null
  readonly losses: readonly RateLoss[]
  readonly stillAsked: number
  readonly uncontacted: number
}

export async function monthOf(unit: string, { house, visit }: PageContext): Promise<MonthData | null> {
  const month = await house.unitMonth(unit)
  if (!month) return null
  const { score, period, best, losses, minimumValid, stillAsked, uncontacted } = month
  const { classCode } = score
  return {
    period: period.code,
    untilDay: period.untilDay,
    score: score.assessed.score,
    best,
    valid: score.assessed.valid,
    minimumValid,
    className: classCode === null ? null : house.packText(`scheme.class.${classCode}`, classCode, visit.language),
    notRanked: score.notRanked,
    losses,
    stillAsked,
    uncontacted,
  }
}
