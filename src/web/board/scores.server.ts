import type { LoaderFunctionArgs } from 'react-router'
import type { AssessmentObject } from '../../core/assessment/scheme.ts'
import { pageContext } from '../context.ts'
import { scoreRowsOf, type ScoreRow } from './score-rows.server.ts'

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
      .map(({ object, units }) => ({ object, rows: scoreRowsOf(units, page) }))
      .filter(({ rows }) => rows.length > 0),
  }
}

export function monthBeside(code: string, by: number): string {
  const months = Number(code.slice(0, 4)) * 12 + Number(code.slice(5)) - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
