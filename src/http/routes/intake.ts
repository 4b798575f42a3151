import { registerRequest } from '../../actions/register.ts'
import { registrationOf } from '../../actions/same-intake.ts'
import { jsonIntake } from '../../channels/json-intake.ts'
import type { Actor, ActingRole } from '../../core/permission/roles.ts'
import { staffIntakeFields } from '../../core/text/intake-fields.ts'
import type { EventFacts } from '../../core/work-order/events.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import { problem, refusedWith, type Answer, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readKey } from '../idempotency.ts'
import { etagOf, isoTime } from '../present.ts'
import type { Call, Route } from '../route.ts'

const registrars: readonly ActingRole[] = ['intake_agent', 'shift_lead']
/** Whoever files on the web without an account. */
const anybody: Actor = { id: 'web', role: 'requester' }

export const intakeRoute = (api: Api): Route => ({
  method: 'POST',
  path: '/requests',
  name: 'fileRequest',
  summary: 'File a request: anybody without a token (channel web), intake agents with theirs (channel phone)',
  caller: 'staff_or_anyone',
  body: staffIntakeFields,
  answers: 201,
  run: (call) => file(api, call),
})

async function file(api: Api, call: Call): Promise<Reply> {
  const actor = call.actor ?? anybody
  const staff = call.actor !== undefined
  if (staff && !registrars.includes(actor.role)) return refusedWith([{ code: 'not_permitted' }])
  const key = readKey(call)
  if (typeof key === 'object') return key
  const messageId = key === undefined ? null : `${actor.id}:${key}`
  const read = jsonIntake(call.body?.value, { pack: api.app.rulebook.pack, staff, messageId, controls: 'refuse' })
  if (!read.ok) return refusedWith(read.problems)
  const registered = await registerRequest(api.app, actor, read.intake)
  if (!registered.ok) return refusedWith([registered.refusal])
  const { number, accessCode, request } = registered
  if (request) {
    const { state, level, registeredAt, dispatchDueAt, seq } = request
    return created(api, number, { accessCode, state, level, registeredAt, dispatchDueAt }, etagOf(seq))
  }
  const { same, entry } = await registrationOf(api.app, actor, number, read.intake)
  if (!same) return problem('key_reused')
  return created(api, number, { accessCode, state: entry.to, ...entry.facts, registeredAt: entry.at })
}

interface Filed extends Pick<EventFacts['registered'], 'level' | 'dispatchDueAt'> {
  readonly accessCode: string
  readonly state: RequestState
  readonly registeredAt: number
}

/** The same at every try: it tells how the request was registered, not how it stands. */
function created(api: Api, number: string, filed: Filed, etag?: string): Answer {
  const text = JSON.stringify({
    number,
    printedNumber: printedNumber(number),
    accessCode: filed.accessCode,
    state: filed.state,
    level: filed.level,
    registeredAt: isoTime(filed.registeredAt),
    dispatchDueAt: isoTime(filed.dispatchDueAt),
  })
  const location = `${api.basePath}/requests/${number}`
  return { status: 201, text, headers: etag === undefined ? { location } : { location, etag } }
}
