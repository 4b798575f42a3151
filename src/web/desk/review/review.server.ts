import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import { pageContext } from '../../context.ts'
import { decideOne } from '../decide/decide-action.server.ts'
import { decideDataOf, type DecideData } from '../decide/decide-data.server.ts'
import { decisionTasks, type DecisionTask } from '../decide/decision.ts'
import { decideLine, type DecideLine } from '../decide/lines.server.ts'
import { forbidden, signedIn } from '../staff.server.ts'
import type { PageContext } from '../../page-context.ts'

export interface ReviewData {
  readonly views: readonly DecisionTask[]
  readonly view: DecisionTask
  readonly lines: readonly DecideLine[]
  /** Address of the list's next part. */
  readonly next: string | null
  readonly detail: DecideData | null
  readonly isChosen: boolean
  readonly units: readonly string[]
  readonly done: CommandName | null
}

const pageLines = 50

/** What a role decides is its queue; the tasks are the views. */
const tasksOf = (actor: Actor, { house }: PageContext): readonly DecisionTask[] =>
  decisionTasks.filter((task) => (house.queueTasks(actor.role) as readonly string[]).includes(task))

export async function loader({ request, context }: LoaderFunctionArgs): Promise<ReviewData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  if (actor.role !== 'reviewer') throw forbidden()
  const { searchParams } = new URL(request.url)
  const views = tasksOf(actor, page)
  const view = views.find((each) => each === searchParams.get('view')) ?? 'objection'
  const after = searchParams.get('after')
  const found = await house.queue(actor, { task: view, limit: pageLines, after: after ?? undefined })
  const lines = found.rows.map((row) => decideLine(row, page))
  const asked = searchParams.get('number')
  const shown = asked ?? lines[0]?.number ?? null
  const detail = shown === null || after !== null ? null : await decideDataOf(page, actor, shown, view)
  const done = searchParams.get('done')
  return {
    views,
    view,
    lines,
    next: found.next === null ? null : `/staff/review?${new URLSearchParams({ view, after: found.next }).toString()}`,
    detail,
    isChosen: asked !== null,
    units: view === 'objection' && detail !== null ? house.longList('units', visit.language) : [],
    done: done !== null && house.isCommandName(done) ? done : null,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  if (actor.role !== 'reviewer') throw forbidden()
  return decideOne({ page, actor, request, address: '/staff/review', tasks: tasksOf(actor, page) })
}
