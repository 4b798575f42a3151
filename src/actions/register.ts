import { dayOf } from '../core/calendar/zone.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Refused } from '../core/refusal.ts'
import type { Intake } from '../core/work-order/intake.ts'
import { requestNumber } from '../core/work-order/number.ts'
import { register } from '../core/work-order/register.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import { requestByMessage } from '../store/read/request-by-message.ts'
import type { Task } from '../store/commit.ts'
import type { App } from './app.ts'
import { changeOf, type Decided } from './record.ts'

export interface Registered {
  readonly ok: true
  readonly number: RequestNumber
  readonly accessCode: string
  /** The channel had sent this message before: nothing new was written. */
  readonly already: boolean
  /** Null when it was there already. */
  readonly request: ServiceRequest | null
}

/** Registers an intake once: the same channel message gives the same number again. */
export async function registerRequest(
  app: App,
  actor: Actor,
  intake: Intake,
  tasksFor: (number: RequestNumber) => readonly Task[] = () => [],
): Promise<Registered | Refused> {
  const now = app.clock.now()
  const { rulebook, vault, store } = app
  const registration = register(intake, { rulebook, actor, now })
  if (!registration.ok) return registration
  const { timeZone } = rulebook.pack
  const number = requestNumber(dayOf(now, timeZone), await store.nextSequence())
  const decided: Decided = {
    ...registration,
    number,
    before: null,
    actor,
    now,
    timeZone,
    birth: birthOf(app, number, intake),
    tasks: tasksFor(number),
  }
  const change = changeOf(decided)
  if (await store.commit(change)) {
    return { ok: true, number, accessCode: vault.accessCode(number), already: false, request: change.after }
  }
  // Either the channel sent the message twice, or an answer was lost on the way and this was the second try.
  const existing = (await requestByMessage(store.database, intake.channel, intake.messageId)) ?? number
  return { ok: true, number: existing, accessCode: vault.accessCode(existing), already: true, request: null }
}

export function birthOf(app: App, number: RequestNumber, intake: Intake): NonNullable<Decided['birth']> {
  const { requester, ownWords, place } = intake
  const identity = requester ?? { name: '', phone: '', email: '', door: '' }
  const hasIdentity = requester !== null || ownWords !== ''
  return {
    messageId: intake.messageId,
    latitude: place.latitude,
    longitude: place.longitude,
    language: intake.language,
    identity: hasIdentity ? app.vault.seal(number, { ...identity, ownWords }) : null,
  }
}
