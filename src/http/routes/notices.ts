import { takeReceipt } from '../../actions/take-receipt.ts'
import { wishNotices } from '../../actions/notice-wishes.ts'
import { isSigned, signatureHeader, timestampHeader } from '../../channels/notice/signature.ts'
import { checkInput } from '../../core/text/check-input.ts'
import type { InputShape } from '../../core/text/input-field.ts'
import { problem, refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readNumber } from '../number-in-path.ts'
import type { Call, Route } from '../route.ts'

const wishFields = { send: { kind: 'choice', values: ['none', 'all'], optional: true } } as const satisfies InputShape
const receiptFields = {
  id: { kind: 'text', max: 60 },
  state: { kind: 'choice', values: ['delivered', 'failed'] },
  reason: { kind: 'text', max: 60, optional: true },
} as const satisfies InputShape

export const noticeRoutes = (api: Api): readonly Route[] => [
  {
    method: 'POST',
    path: '/requests/:number/notices/opt-out',
    name: 'optOutOfNotices',
    summary: 'Send the requester no e-mails and messages any more, or (`send`: all) again',
    caller: 'staff_or_requester',
    body: wishFields,
    answers: 200,
    run: (call) => wish(api, call),
  },
  {
    method: 'POST',
    path: '/notices/receipts',
    name: 'takeNoticeReceipt',
    summary: 'What became of a message, told by the gateway and signed by it',
    caller: 'anyone',
    body: receiptFields,
    answers: 200,
    run: (call) => receipt(api, call),
  },
]

const rulesOf = (api: Api) => ({ phones: api.app.rulebook.pack, controls: 'refuse' }) as const

async function wish(api: Api, call: Call): Promise<Reply> {
  const { actor, body } = call
  if (!actor) throw new Error('a wish of nobody')
  const number = readNumber(call.param('number'))
  if (typeof number === 'object') return number
  const checked = checkInput(wishFields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const wished = await wishNotices(api.app, actor, number, checked.input['send'] === 'all')
  return wished.ok ? { status: 200, json: { send: wished.wanted ? 'all' : 'none' } } : refusedWith([wished.refusal])
}

/** Saying the same twice changes nothing, so a message that is repeated within its five minutes does no harm. */
async function receipt(api: Api, { header, body }: Call): Promise<Reply> {
  const signed = {
    seconds: header(timestampHeader),
    signature: header(signatureHeader),
    body: body?.bytes ?? Buffer.alloc(0),
  }
  if (!isSigned(signed, api.receiptSecrets, api.app.clock.now())) return problem('signature_wrong')
  const checked = checkInput(receiptFields, body?.value, rulesOf(api))
  if (!checked.ok) return refusedWith(checked.problems)
  const {
    id,
    state,
    reason = '',
  } = checked.input as {
    readonly id: string
    readonly state: 'delivered' | 'failed'
    readonly reason?: string
  }
  // A gateway's own words may quote the number; a code does not.
  const code = /^[a-z0-9_-]{1,40}$/i.test(reason) && !/\d{5}/.test(reason) ? `:${reason}` : ''
  const known =
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
    (await takeReceipt(api.app, { id, state, reason: state === 'failed' ? `undelivered${code}` : null }))
  return { status: 200, json: { known } }
}
