import type { Actor } from '../../../core/permission/roles.ts'
import { refuse, type Refusal } from '../../../core/refusal.ts'
import type { Command } from '../../../core/work-order/decide.ts'
import type { ServiceRequest } from '../../../core/work-order/service-request.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Typed } from '../../command-form-view.ts'
import type { Problem } from '../../kit/problems.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import { sayIn } from '../../messages/catalogue.ts'
import type { PageContext } from '../../page-context.ts'
import { draftOfKey } from './call-values.ts'

/** A call that stands in the record. */
export interface FiledCall {
  readonly ok: true
  readonly number: string
  readonly code: string
  readonly state: RequestState
  /** The request that it was merged into. */
  readonly parent: string | null
  /** Why it was registered, but not merged or closed as was wanted; empty where all was done. */
  readonly note: string
}

export interface RefusedCall {
  readonly ok: false
  readonly status: number
  readonly problems: readonly Problem[]
}

/**
 * Registers a call once for its key, then merges or answers it where that was chosen. Sent again, it goes on
 * where it was broken off: what is merged or answered already stays so.
 */
export async function fileCall(page: PageContext, actor: Actor, typed: Typed): Promise<FiledCall | RefusedCall> {
  const { house, visit } = page
  const word = (name: string): string => (typed[name]?.[0] ?? '').trim()
  const refused = (refusals: readonly Refusal[], status: number): RefusedCall => ({
    ok: false,
    status,
    problems: refusals.map((each) => problemOfRefusal(each, visit.language)),
  })
  const formKey = word('formKey')
  const isAnswer = word('article') !== '' && word('go') === 'answer'
  const reading = house.readCall(isAnswer ? asConsultation(typed) : typed, formKey, visit.language)
  if (!reading.ok) return refused(reading.refusals, 400)
  const registered = await house.register(actor, reading.intake)
  if (!registered.ok) return refused([registered.refusal], 409)
  const { number, accessCode } = registered
  const before = registered.request ?? (await house.requestView(number))?.request
  const next = before && (await nextOf(page, before, typed, isAnswer))
  const done = next
    ? await carryOut(page, actor, number, next)
    : { request: before, note: tooLate(before, typed, page) }
  await house.noteCallTaken(actor, { number, seconds: Number(word('seconds') || 0), answered: isAnswer })
  await house.discardDraft(actor, draftOfKey(formKey)).catch(house.report)
  return {
    ok: true,
    number,
    code: accessCode,
    state: done.request?.state ?? 'registered',
    parent: done.request?.parentNumber ?? null,
    note: done.note,
  }
}

/** Only a question may end with an article, and what is answered at once goes to no unit. */
const asConsultation = (typed: Typed): Typed => ({
  ...typed,
  requestType: typed['requestType']?.[0] === 'praise' ? ['praise'] : ['inquiry'],
  serviceCode: [''],
})

/** A call sent again that has gone on meanwhile can no longer be merged: that is said, not passed over. */
function tooLate(request: ServiceRequest | undefined, typed: Typed, { visit }: PageContext): string {
  const wasMeant = (typed['mergeInto']?.[0] ?? '') !== '' && typed['go']?.[0] !== 'answer'
  if (!wasMeant || !request || request.parentNumber !== null) return ''
  return sayIn(visit.language)('calls.merge.late')
}

const mergeable: readonly RequestState[] = ['registered', 'pending_dispatch']

async function nextOf(
  { house, visit }: PageContext,
  request: ServiceRequest,
  typed: Typed,
  isAnswer: boolean,
): Promise<Command | undefined> {
  const parent = house.parseNumber(typed['mergeInto']?.[0] ?? '')
  if (isAnswer && request.state === 'registered') {
    const article = typed['article']?.[0] ?? ''
    const answer = await house.articleAnswer(article, visit.language)
    return { name: 'answerDirectly', input: { article, answer } }
  }
  if (parent !== undefined && mergeable.includes(request.state))
    return { name: 'merge', input: { parent, note: undefined } }
  return undefined
}

async function carryOut(
  { house, visit }: PageContext,
  actor: Actor,
  number: string,
  command: Command,
): Promise<{ readonly request: ServiceRequest | undefined; readonly note: string }> {
  const outcome = await house.execute(actor, number, command, undefined)
  if (outcome.ok) return { request: outcome.request, note: '' }
  const { words = '' } = problemOfRefusal(outcome.refusal ?? refuse('conflict').refusal, visit.language)
  return { request: (await house.requestView(number))?.request, note: words }
}
