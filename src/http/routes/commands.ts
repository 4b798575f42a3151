import { execute } from '../../actions/execute.ts'
import type { Outcome } from '../../actions/app.ts'
import { canRead } from '../../core/permission/can-read.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refusal } from '../../core/refusal.ts'
import { checkInput } from '../../core/text/check-input.ts'
import type { Command } from '../../core/work-order/decide.ts'
import { commandFields, commandNames, type CommandName } from '../../core/work-order/fields.ts'
import { isShownToRequester, lastEntry, type TimelineEntry } from '../../store/read/timeline.ts'
import { isProblem, problem, refusedWith, type Answer, type Problem, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { fingerprintOf, readKey } from '../idempotency.ts'
import { readNumber } from '../number-in-path.ts'
import { readPrecondition } from '../precondition.ts'
import { commandAnswer, etagOf, isoTime } from '../present.ts'
import { statusOf } from '../refusal-status.ts'
import type { Call, Route } from '../route.ts'

/** `recordContact` is posted to `/record-contact`. */
export const resourceOf = (command: CommandName): string =>
  command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** One route for each command of the table. */
export const commandRoutes = (api: Api): readonly Route[] =>
  commandNames.map((name) => ({
    method: 'POST',
    path: `/requests/:number/${resourceOf(name)}`,
    name,
    summary: `The command ${name} on a request`,
    caller: 'staff_or_requester',
    body: commandFields[name],
    answers: 200,
    run: (call) => command(api, call, name),
  }))

async function command(api: Api, call: Call, name: CommandName): Promise<Reply> {
  const { actor } = call
  if (!actor) throw new Error('a command without an actor')
  const number = readNumber(call.param('number'))
  if (typeof number === 'object') return number
  const rules = { phones: api.app.rulebook.pack, controls: 'refuse' } as const
  const checked = checkInput(commandFields[name], call.body?.value, rules)
  if (!checked.ok) return refusedWith(checked.problems)
  const precondition = readPrecondition(call.header('if-match'))
  if (isProblem(precondition)) return precondition
  const run = () => execute(api.app, actor, number, { name, input: checked.input } as unknown as Command, precondition)
  return carriedOut(api, call, { actor, number, ifSeq: precondition.ifSeq }, run)
}

export interface Target {
  readonly actor: Actor
  readonly number: string
  readonly ifSeq: number | undefined
}

/** Runs a command, once for each Idempotency-Key where one is given, and words its outcome. */
export async function carriedOut(api: Api, call: Call, target: Target, run: () => Promise<Outcome>): Promise<Reply> {
  const key = readKey(call)
  if (typeof key === 'object') return key
  if (key === undefined) return replyTo(api, target, await run())
  const { actor, number } = target
  let refused: Reply | undefined
  const once = await api.once(
    {
      client: clientOf(actor),
      actorId: actor.id,
      key,
      fingerprint: fingerprintOf(call.request.url, call.body?.bytes),
      number,
    },
    async () => {
      const reply = await replyTo(api, target, await run())
      if (!isProblem(reply)) return { status: reply.status, body: reply.text ?? '' }
      refused = reply
      return { status: 422, body: '' }
    },
  )
  if (refused) return refused
  if (once.state !== 'answered')
    return problem(
      once.state === 'other_body' ? 'key_reused' : once.state === 'unknown' ? 'outcome_unknown' : once.state,
    )
  const { seq } = JSON.parse(once.answer.body) as { readonly seq: number }
  return { status: once.answer.status, text: once.answer.body, headers: { etag: etagOf(seq) } }
}

/** Requesters share a name but not a request. */
const clientOf = (actor: Actor): string => (actor.requestNumber ? `${actor.id}:${actor.requestNumber}` : actor.id)

async function replyTo(api: Api, target: Target, outcome: Outcome): Promise<Answer | Problem> {
  if (!outcome.ok) return refusalOf(api, target, outcome.refusal)
  const { request } = outcome
  const seesUnits = canRead(target.actor, 'units', request, api.app.rulebook)
  return { status: 200, text: commandAnswer(request, seesUnits), headers: { etag: etagOf(request.seq) } }
}

/** A refusal tells nothing of a request that its reader may not see, and who was faster where they may. */
async function refusalOf(api: Api, { actor, number, ifSeq }: Target, refusal: Refusal): Promise<Problem> {
  const status = statusOf(refusal)
  if (refusal.code === 'request_not_found' && refusal.field !== undefined) return refusedWith([refusal])
  if (status === 422 && actor.unit === undefined) return refusedWith([refusal])
  const loaded = await api.app.store.load(number)
  if (!loaded || !canRead(actor, 'matter', loaded.request, api.app.rulebook))
    return refusedWith([{ code: 'request_not_found' }])
  if (status !== 409) return refusedWith([refusal])
  const last = await lastEntry(api.database, number)
  const { state, seq } = loaded.request
  const seesUnits = canRead(actor, 'units', loaded.request, api.app.rulebook)
  const more = { state, seq, ...(last ? lastChange(last, actor, seesUnits) : {}) }
  const headers = { etag: etagOf(seq) }
  if (refusal.code === 'conflict' && ifSeq !== undefined) return problem('stale', { more, headers })
  return refusedWith([refusal], { more, headers })
}

/** Who was faster: for the requester only what concerns them, and no unit for those who may not know it. */
function lastChange(last: TimelineEntry, actor: Actor, seesUnits: boolean): Readonly<Record<string, unknown>> {
  const what = { type: last.type, at: isoTime(last.at) }
  if (actor.role === 'requester') return isShownToRequester(last.type) ? { lastChange: what } : {}
  const who = { by: last.actorId, role: last.actorRole, ...(seesUnits ? { unit: last.actorUnit } : {}) }
  return { lastChange: { ...what, ...who } }
}
