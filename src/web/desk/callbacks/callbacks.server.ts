import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import { maskPhone } from '../../../core/text/phone.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import type { CallbackResult } from '../../../core/work-order/service-request.ts'
import type { RequestType } from '../../../core/work-order/states.ts'
import type { Typed } from '../../command-form-view.ts'
import { pageContext } from '../../context.ts'
import { makeMove, showMoves, typedOf, type MovesState } from '../../kit/moves.server.ts'
import { keepField } from '../../kit/keep.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, notFound, signedIn } from '../staff.server.ts'

export interface QueueLine {
  readonly number: string
  readonly service: string
  readonly area: string
  readonly level: UrgencyLevel
  readonly dueAt: number
  readonly tries: number
  readonly isTaken: boolean
}

/** Whom to ask, about what; never which unit it was. */
export interface SubjectData {
  readonly number: string
  readonly seq: number
  readonly requestType: RequestType
  readonly service: string
  readonly area: string
  readonly matter: string
  readonly registeredAt: number
  readonly round: number
  /** An unsolved matter goes back for another handling while rounds are left. */
  readonly reworks: boolean
  readonly hasIdentity: boolean
  readonly attempts: readonly { readonly at: number; readonly result: CallbackResult }[]
  readonly commands: readonly CommandName[]
  readonly reasons: readonly { readonly value: string; readonly label: string }[]
  /** What was typed and not yet saved. */
  readonly draft: Typed
}

export interface CallbacksData {
  readonly subject: SubjectData | null
  readonly lines: readonly QueueLine[]
  readonly waiting: number
  readonly nextAt: number | null
  readonly done: string | null
}

export interface CallbacksState extends MovesState {
  /** Shown once for the call; null where no number was left. */
  readonly dial?: { readonly masked: string; readonly phone: string; readonly name: string } | null
}

export const callbackDraft = (number: string): string => `callback:${number}`

async function callbackAgent(page: PageContext, request: Request): Promise<Actor> {
  const actor = await signedIn(page, request)
  if (actor.role !== 'callback_agent') throw forbidden()
  return actor
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<CallbacksData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await callbackAgent(page, request)
  const { searchParams } = new URL(request.url)
  const { lines, waiting, nextAt, next } = await house.callbackQueue(
    actor,
    house.parseNumber(searchParams.get('number') ?? ''),
  )
  return {
    subject: next === null ? null : await subjectOf(page, actor, next),
    lines: lines.map(({ number, serviceCode, areaCode, level, dueAt, tries, taken }) => ({
      number,
      level,
      dueAt,
      tries,
      service: house.serviceNow(serviceCode, visit.language),
      area: house.areaName(areaCode, visit.language),
      isTaken: taken,
    })),
    waiting,
    nextAt,
    done: searchParams.get('done'),
  }
}

async function subjectOf(page: PageContext, actor: Actor, number: string): Promise<SubjectData | null> {
  const { house, visit } = page
  const [view, draft] = await Promise.all([house.requestView(number), house.loadDraft(actor, callbackDraft(number))])
  if (!view || !house.canRead(actor, 'matter', view.request)) throw notFound('request')
  const { request } = view
  const { language } = visit
  const { reasons, rules } = house.rulebook.pack
  return {
    number,
    seq: request.seq,
    requestType: request.requestType,
    service: house.serviceName(request, language),
    area: house.areaName(request.areaCode, language),
    matter: view.matter,
    registeredAt: request.registeredAt,
    round: request.round,
    reworks: request.round <= rules.reworkMaxRounds && request.parentNumber === null && request.workOrders.length > 0,
    hasIdentity: request.confidentiality !== 'anonymous',
    attempts: request.callbacks.map(({ attemptedAt, result }) => ({ at: attemptedAt, result })),
    commands: house.openForms(actor, request, language).map(({ command }) => command),
    reasons: reasons.unsolved.map(({ code, name }) => ({ value: code, label: visit.text(name) })),
    draft: draft?.fields ?? {},
  }
}

const attempts = ['no_answer', 'busy', 'wrong_number', 'later', 'declined'] as const

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await callbackAgent(page, request)
  const form = await readForm(request)
  const number = house.parseNumber(textIn(form, 'number'))
  if (number === undefined) throw notFound('request')
  const typed = typedOf(form)
  const command = commandOf(form)
  if (form.has(keepField) || command === '') return showMoves({ typed, meant: '', problems: [] }, 200)
  if (command === 'dial') return dial(page, actor, number, typed)
  const done = () => house.discardDraft(actor, callbackDraft(number))
  return makeMove({ form, context: page, actor, number, command, then: '/staff/callbacks', onDone: done })
}

/** What was pressed; an attempt brings its result along, and what was noted goes with either. */
function commandOf(form: URLSearchParams): CommandName | 'dial' | '' {
  const pressed = textIn(form, 'command')
  const result = attempts.find((each) => each === textIn(form, 'attempt'))
  if (result) {
    form.set('recordAttempt.result', result)
    form.set('recordAttempt.note', textIn(form, 'recordCallback.words'))
    return 'recordAttempt'
  }
  return pressed === 'dial' || pressed === 'recordCallback' || pressed === 'closeUnreachable' ? pressed : ''
}

/** Opens the number for this call: written down as a look, shown masked, dialled by the link. */
async function dial({ house, visit }: PageContext, actor: Actor, number: string, typed: Typed) {
  const revealed = await house.reveal(actor, number, 'callback')
  if (!revealed.ok)
    return showMoves({ typed, meant: 'dial', problems: [problemOfRefusal(revealed.refusal, visit.language)] }, 403)
  const { phone = '', name = '' } = revealed.identity ?? {}
  const state: CallbacksState = {
    typed,
    meant: 'dial',
    problems: [],
    dial: phone === '' ? null : { phone, name, masked: maskPhone(phone) },
  }
  return data(state)
}
