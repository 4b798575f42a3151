import { openTracking } from '../../actions/open-tracking.ts'
import { correctContact } from '../../actions/correct-contact.ts'
import { trackedRequest } from '../../actions/tracked.ts'
import { reopenRequest } from '../../actions/reopen.ts'
import { checkInput } from '../../core/text/check-input.ts'
import type { InputShape } from '../../core/text/input-field.ts'
import { intakeFields } from '../../core/text/intake-fields.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import type { Requester } from '../../core/work-order/intake.ts'
import { isProblem, refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readKey } from '../idempotency.ts'
import { readNumber } from '../number-in-path.ts'
import { readPrecondition } from '../precondition.ts'
import type { Call, Route } from '../route.ts'
import { carriedOut } from './commands.ts'
import { trackedAnswer } from './requests.ts'

const trackFields = {
  number: { kind: 'text', max: 40 },
  accessCode: { kind: 'text', max: 40 },
} as const satisfies InputShape
const reopenFields = { fact: { kind: 'text', max: 2000, optional: true } } as const satisfies InputShape
const contactFields = intakeFields.requester.fields

export const trackingRoutes = (api: Api): readonly Route[] => [
  {
    method: 'POST',
    path: '/track',
    name: 'track',
    summary: 'A request by its number and access code, for its requester',
    caller: 'anyone',
    body: trackFields,
    answers: 200,
    run: (call) => trackIt(api, call),
  },
  {
    method: 'POST',
    path: '/requests/:number/reopen',
    name: 'reopen',
    summary: 'Take an ended request up again under a new number',
    caller: 'staff_or_requester',
    body: reopenFields,
    answers: 201,
    run: (call) => reopenIt(api, call),
  },
  {
    method: 'POST',
    path: '/requests/:number/correct-contact',
    name: 'correctContact',
    summary: 'Put name, phone, e-mail or door of the requester right',
    caller: 'staff_or_requester',
    body: contactFields,
    answers: 200,
    run: (call) => correctIt(api, call),
  },
]

const rulesOf = (api: Api) => ({ phones: api.app.rulebook.pack, controls: 'refuse' }) as const

async function trackIt(api: Api, { body }: Call): Promise<Reply> {
  const checked = checkInput(trackFields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const { number, accessCode } = checked.input as { readonly number: string; readonly accessCode: string }
  const opened = await openTracking(api.app, number, accessCode)
  if (!opened.ok) return refusedWith([opened.refusal])
  return trackedAnswer(await trackedRequest(api.app, opened.number))
}

async function reopenIt(api: Api, call: Call): Promise<Reply> {
  const { actor } = call
  const number = readNumber(call.param('number'))
  if (typeof number === 'object') return number
  if (!actor) throw new Error('a command without an actor')
  const checked = checkInput(reopenFields, call.body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const key = readKey(call)
  if (typeof key === 'object') return key
  const reopened = await reopenRequest(api.app, actor, number, {
    channel: actor.role === 'requester' ? 'web' : 'phone',
    messageId: key === undefined ? null : `${actor.id}:${number}:${key}`,
    fact: (checked.input['fact'] as string | undefined) ?? '',
  })
  if (!reopened.ok) return refusedWith([reopened.refusal])
  const { number: later, accessCode } = reopened
  const json = { number: later, printedNumber: printedNumber(later), accessCode, earlierNumber: number }
  return { status: 201, json, headers: { location: `${api.basePath}/requests/${later}` } }
}

async function correctIt(api: Api, call: Call): Promise<Reply> {
  const { actor } = call
  const number = readNumber(call.param('number'))
  if (typeof number === 'object') return number
  if (!actor) throw new Error('a command without an actor')
  const checked = checkInput(contactFields, call.body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const precondition = readPrecondition(call.header('if-match'))
  if (isProblem(precondition)) return precondition
  const { ifSeq } = precondition
  const contact = checked.input as Partial<Requester>
  if (Object.keys(contact).length === 0) return refusedWith([{ code: 'required' }])
  return carriedOut(api, call, { actor, number, ifSeq }, () =>
    correctContact(api.app, actor, number, contact, { ifSeq }),
  )
}
