import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import type { ScoredUnit } from '../../../actions/scores.ts'
import type { NotRankedReason } from '../../../core/assessment/score.ts'
import type { AssessmentObject } from '../../../core/assessment/scheme.ts'
import type { Rate } from '../../../core/assessment/rates.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import { monthBeside } from '../../board/scores.server.ts'
import { pageContext } from '../../context.ts'
import type { PageContext } from '../../page-context.ts'
import { decideOne } from '../decide/decide-action.server.ts'
import { decideDataOf, type DecideData } from '../decide/decide-data.server.ts'
import { decideLine, type DecideLine } from '../decide/lines.server.ts'
import { forbidden, signedIn } from '../staff.server.ts'

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
  readonly view: AssessmentObject | 'appeals'
  readonly objects: readonly AssessmentObject[]
  readonly period: string
  readonly fromDay: string
  readonly untilDay: string
  readonly isRunning: boolean
  readonly isBadPeriod: boolean
  readonly previous: string
  readonly next: string | null
  readonly scheme: string
  readonly rows: readonly CountsRow[]
  readonly appeals: {
    readonly lines: readonly DecideLine[]
    readonly detail: DecideData | null
    readonly isChosen: boolean
  } | null
  readonly done: CommandName | null
}

const linesMost = 200

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
  const { period, scheme, objects } = await house.scores(code)
  const kinds = objects.map(({ object }) => object)
  const typed = searchParams.get('view')
  const view = typed === 'appeals' ? 'appeals' : (kinds.find((each) => each === typed) ?? kinds[0] ?? 'appeals')
  const done = searchParams.get('done')
  return {
    view,
    objects: kinds,
    period: period.code,
    fromDay: period.fromDay,
    untilDay: period.untilDay,
    isRunning: house.now() < period.until,
    isBadPeriod,
    previous: monthBeside(code, -1),
    next: code < current ? monthBeside(code, 1) : null,
    scheme: scheme.version,
    rows: (objects.find(({ object }) => object === view)?.units ?? [])
      .filter(hasSomething)
      .map((unit) => rowOf(unit, page)),
    appeals: view === 'appeals' ? await appealsOf(page, actor, searchParams.get('number')) : null,
    done: done !== null && house.isCommandName(done) ? done : null,
  }
}

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

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  if (actor.role !== 'assessment_officer') throw forbidden()
  return decideOne({ page, actor, request, address: '/staff/assessment', tasks: ['appeal'] })
}
