import type { Term, UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { RiskRow } from '../../../store/read/floor/at-risk.ts'
import type { PageContext } from '../../page-context.ts'

/** An order of the list of those at risk, in words. */
export interface RiskLine {
  readonly number: string
  readonly service: string
  readonly area: string
  readonly unit: string
  readonly level: UrgencyLevel
  readonly clock: string
  readonly term: Term
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly urged: number
  readonly supervised: number
}

export function riskLine(row: RiskRow, { house, visit }: PageContext): RiskLine {
  const { number, level, clock, term, startedAt, dueAt, urged, supervised } = row
  return {
    number,
    service: house.serviceNow(row.serviceCode, visit.language),
    area: house.areaName(row.areaCode, visit.language),
    unit: house.unitName(row.unit, visit.language),
    level,
    clock,
    term,
    startedAt,
    dueAt,
    urged,
    supervised,
  }
}
