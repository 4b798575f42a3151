import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import { pending, type ServiceRequest } from '../../../core/work-order/service-request.ts'
import type { CommandFormView, Typed } from '../../command-form-view.ts'
import { pageContext } from '../../context.ts'
import { keepField } from '../../kit/keep.ts'
import { listsOf, type LongLists } from '../../kit/long-list.tsx'
import { makeMove, showMoves, typedOf } from '../../kit/moves.server.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { viewOf, type RequestData } from '../request-data.server.ts'
import { forbidden, notFound, signedIn } from '../staff.server.ts'
import { linesOf, type ShiftLine } from './shift-lines.server.ts'
import { isSample, movesOf, shiftTasks, type ShiftTask } from './shift-tasks.ts'

/** A side disposition that waits: what the requester would be told, and on what it rests. */
export interface RedirectData {
  readonly name: string
  readonly message: string
  readonly route: string
  readonly basis: string
  /** Nobody confirms an own proposal. */
  readonly isOwn: boolean
}

export interface ReviewData {
  readonly marks: Readonly<Record<string, string>>
  readonly note: string
  readonly isReviewed: boolean
}

export interface ShiftDetail {
  readonly request: RequestData
  readonly forms: readonly CommandFormView[]
  readonly lists: LongLists
  readonly redirect: RedirectData | null
  readonly review: ReviewData | null
  /** What was typed and not yet sent. */
  readonly draft: Typed
}

export const shiftDraft = (task: ShiftTask, number: string): string => `shift:${task}:${number}`

export interface ShiftData {
  readonly task: ShiftTask
  readonly counts: Readonly<Record<ShiftTask, number>>
  readonly lines: readonly ShiftLine[]
  readonly detail: ShiftDetail | null
  readonly done: string | null
}

async function shiftLead(page: PageContext, request: Request): Promise<Actor> {
  const actor = await signedIn(page, request)
  if (actor.role !== 'shift_lead') throw forbidden()
  return actor
}

const taskOf = (text: string | undefined): ShiftTask => {
  const task = shiftTasks.find((each) => each === text)
  if (task) return task
  if (text !== undefined) throw notFound('request')
  return 'redirect'
}

export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<ShiftData> {
  const page = context.get(pageContext)
  const actor = await shiftLead(page, request)
  const { searchParams } = new URL(request.url)
  const task = taskOf(params['task'])
  const all = await linesOf(page, actor)
  const lines = all[task]
  const wanted = page.house.parseNumber(searchParams.get('number') ?? '')
  const number = wanted ?? lines.find(({ isDone }) => !isDone)?.number
  return {
    task,
    counts: Object.fromEntries(
      shiftTasks.map((each) => [each, all[each].filter(({ isDone }) => !isDone).length]),
    ) as Record<ShiftTask, number>,
    lines,
    detail: number === undefined ? null : await detailOf(page, actor, number, task),
    done: searchParams.get('done'),
  }
}

async function detailOf(page: PageContext, actor: Actor, number: string, task: ShiftTask): Promise<ShiftDetail> {
  const { house, visit } = page
  const view = await house.requestView(number)
  if (!view || !house.canRead(actor, 'matter', view.request)) throw notFound('request')
  const wanted = movesOf[task]
  const forms = house
    .openForms(actor, view.request, visit.language)
    .filter(({ command }) => wanted.includes(command))
    .toSorted((one, other) => wanted.indexOf(one.command) - wanted.indexOf(other.command))
  return {
    request: viewOf(view, await house.timeline(number), actor, page),
    forms,
    lists: Object.fromEntries(listsOf(forms).map((list) => [list, house.longList(list, visit.language)])),
    redirect: redirectOf(view.request, actor, page),
    review: isSample(task) ? await reviewData(page, actor, number) : null,
    draft: (await house.loadDraft(actor, shiftDraft(task, number)))?.fields ?? {},
  }
}

function redirectOf(request: ServiceRequest, actor: Actor, { house, visit }: PageContext): RedirectData | null {
  const proposal = pending(request, 'redirect')
  const disposition = house.rulebook.pack.dispositions.find(({ code }) => code === proposal?.detail.disposition)
  if (!proposal || !disposition) return null
  const { name, message, route, basis } = disposition
  return {
    name: visit.text(name),
    message: message ? visit.text(message) : '',
    route: route ? visit.text(route) : '',
    basis: basis ?? '',
    isOwn: proposal.openedBy === actor.id,
  }
}

async function reviewData({ house }: PageContext, actor: Actor, number: string): Promise<ReviewData> {
  const known = await house.callReviewOf(actor, number)
  if (!known) return { marks: {}, note: '', isReviewed: false }
  const { note, ...marks } = known
  return {
    note,
    isReviewed: true,
    marks: Object.fromEntries(Object.entries(marks).map(([point, mark]) => [point, String(mark)])),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await shiftLead(page, request)
  const task = taskOf(params['task'])
  const form = await readForm(request)
  const typed = typedOf(form)
  const number = house.parseNumber(textIn(form, 'number'))
  const view = number === undefined ? undefined : await house.requestView(number)
  if (number === undefined || !view || !house.canRead(actor, 'matter', view.request)) throw notFound('request')
  const command = textIn(form, 'command')
  const then = `/staff/shift/${task}`
  const forget = () => house.discardDraft(actor, shiftDraft(task, number))
  // What was typed is dropped: the page shows how it stands now.
  if (command === 'drop') {
    await forget()
    throw redirect(`${then}?number=${number}`)
  }
  if (command === 'review') {
    const refused = await keepMarks(page, actor, number, typed)
    if (refused) return refused
    await forget()
    throw redirect(`${then}?done=review`)
  }
  if (form.has(keepField) || !house.isCommandName(command) || !movesOf[task].includes(command))
    return showMoves({ typed, meant: '', problems: [] }, command === '' ? 200 : 400)
  return makeMove({ form, context: page, actor, number, command, then, onDone: forget })
}

/** Keeps the marks of a sampled call; undefined where they were kept. */
async function keepMarks({ house, visit }: PageContext, actor: Actor, number: string, typed: Typed) {
  const mark = (name: string): number => Number(typed[`review.${name}`]?.[0] || Number.NaN)
  const kept = await house.reviewCall(actor, number, {
    manner: mark('manner'),
    understanding: mark('understanding'),
    record: mark('record'),
    sorting: mark('sorting'),
    note: (typed['review.note']?.[0] ?? '').trim(),
  })
  if (kept.ok) return undefined
  const problems = [problemOfRefusal(kept.refusal, visit.language, 'review.')]
  return showMoves({ typed, meant: 'review', problems }, 400)
}
