import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { PeriodScores, PeriodStands, ScoredUnit } from '../../../actions/scores.ts'
import type { NotRankedReason } from '../../../core/assessment/score.ts'
import type { AssessmentObject } from '../../../core/assessment/scheme.ts'
import type { Rate } from '../../../core/assessment/rates.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import { correctionsOf, headOf, monthBeside, type CorrectionRow, type PeriodHead } from '../../board/scores.server.ts'
import { pageContext } from '../../context.ts'
import type { PageContext } from '../../page-context.ts'
import { decideOne } from '../decide/decide-action.server.ts'
import { decideDataOf, type DecideData } from '../decide/decide-data.server.ts'
import { decideLine, type DecideLine } from '../decide/lines.server.ts'
import type { MovesState } from '../../kit/moves.server.ts'
import { readForm } from '../../kit/read-form.server.ts'
import { forbidden, signedIn } from '../staff.server.ts'
import { periodRows, stepPeriod, type PeriodRow } from './periods.server.ts'

/** A unit's period with what was counted behind each rate. */
export interface CountsRow {
  readonly code: string
  readonly unit: string
  readonly dispatched: number
  readonly response: Rate
  readonly resolution: Rate
  readonly satisfaction: Rate
  readonly coverage: Rate
  readonly isCoverageLow: boolean
  readonly excluded: number
  readonly score: number | null
  readonly className: string | null
  readonly notRanked: NotRankedReason | null
}

export interface AssessmentData {
  readonly view: AssessmentObject | 'periods' | 'corrections' | 'appeals'
  readonly objects: readonly AssessmentObject[]
  readonly period: string
  readonly fromDay: string
  readonly untilDay: string
  readonly stands: PeriodStands
  readonly head: PeriodHead
  readonly isBadPeriod: boolean
  readonly previous: string
  readonly next: string | null
  readonly scheme: string
  readonly rows: readonly CountsRow[]
  readonly periods: readonly PeriodRow[] | null
  readonly stepped: 'close' | 'publish' | null
  readonly corrections: readonly (CorrectionRow & { readonly number: string })[] | null
  readonly appeals: {
    readonly lines: readonly DecideLine[]
    readonly detail: DecideData | null
    readonly isChosen: boolean
  } | null
  readonly done: CommandName | null
}

const linesMost = 200
const others = ['periods', 'corrections', 'appeals'] as const

export async function loader({ request, context }: LoaderFunctionArgs): Promise<AssessmentData> {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  if (actor.role !== 'assessment_officer') throw forbidden()
  const { searchParams } = new URL(request.url)
  const current = house.currentPeriod()
  const asked = searchParams.get('period')?.trim() || null
  const isBadPeriod = asked !== null && !house.isPeriod(asked)
  const code = asked === null || isBadPeriod ? current : asked
  const scores = await house.scores(code)
  const { period, scheme, objects } = scores
  const kinds = objects.map(({ object }) => object)
  const typed = searchParams.get('view')
  const view = others.find((each) => each === typed) ?? kinds.find((each) => each === typed) ?? kinds[0] ?? 'appeals'
  const stepped = searchParams.get('stepped')
  const done = searchParams.get('done')
  return {
    view,
    objects: kinds,
    period: period.code,
    fromDay: period.fromDay,
    untilDay: period.untilDay,
    stands: scores.stands,
    head: headOf(scores),
    isBadPeriod,
    previous: monthBeside(code, -1),
    next: code < current ? monthBeside(code, 1) : null,
    scheme: scheme.version,
    rows: (objects.find(({ object }) => object === view)?.units ?? [])
      .filter(hasSomething)
      .map((unit) => rowOf(unit, page)),
    periods: view === 'periods' ? await periodRows(page) : null,
    stepped: stepped === 'close' || stepped === 'publish' ? stepped : null,
    corrections: view === 'corrections' ? numbered(scores, page) : null,
    appeals: view === 'appeals' ? await appealsOf(page, actor, searchParams.get('number')) : null,
    done: done !== null && house.isCommandName(done) ? done : null,
  }
}

/** The officer sees which order a correction comes from. */
const numbered = (scores: PeriodScores, page: PageContext) =>
  correctionsOf(scores, page).map((row, index) => ({ ...row, number: scores.corrections[index]?.number ?? '' }))

async function appealsOf(page: PageContext, actor: Parameters<typeof decideDataOf>[1], asked: string | null) {
  const { rows } = await page.house.queue(actor, { task: 'appeal', limit: linesMost })
  const shown = asked ?? rows[0]?.number ?? null
  return {
    lines: rows.map((row) => decideLine(row, page)),
    detail: shown === null ? null : await decideDataOf(page, actor, shown, 'appeal'),
    isChosen: asked !== null,
  }
}

const hasSomething = ({ counts }: ScoredUnit): boolean => Object.values(counts).some((count) => count > 0)

function rowOf({ unit, counts, score }: ScoredUnit, { house, visit }: PageContext): CountsRow {
  const { rates } = score.assessed
  const { classCode } = score
  return {
    code: unit,
    unit: house.unitName(unit, visit.language),
    dispatched: counts.dispatched,
    response: rates.response,
    resolution: rates.resolution,
    satisfaction: rates.satisfaction,
    coverage: score.coverage,
    isCoverageLow: score.isCoverageFlagged,
    excluded: score.excluded,
    score: score.assessed.score,
    className: classCode === null ? null : house.packText(`scheme.class.${classCode}`, classCode, visit.language),
    notRanked: score.notRanked,
  }
}

const noMoves: MovesState = { typed: {}, meant: '', problems: [] }

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  if (actor.role !== 'assessment_officer') throw forbidden()
  const stepped = await stepPeriod(page, actor, await readForm(request.clone()))
  if (stepped) return data({ ...noMoves, ...stepped }, { status: 409 })
  return decideOne({ page, actor, request, address: '/staff/assessment', tasks: ['appeal'] })
}
