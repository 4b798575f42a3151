import { dayOf } from '../core/calendar/zone.ts'
import { stands } from '../core/permission/can.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { maskMatter } from '../core/text/mask-matter.ts'
import type { Intake } from '../core/work-order/intake.ts'
import { requestNumber } from '../core/work-order/number.ts'
import { register } from '../core/work-order/register.ts'
import { reopen } from '../core/work-order/reopen.ts'
import { reopenedAs } from '../core/work-order/second-stream.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import { requestByMessage } from '../store/read/request-by-message.ts'
import { requestView, type RequestView } from '../store/read/request-view.ts'
import type { App } from './app.ts'
import { insist } from './insist.ts'
import { openIdentity } from './open-identity.ts'
import { birthOf, type Registered } from './register.ts'
import { commitTogether, takingNote } from './together.ts'

export interface Reopening {
  readonly channel: string
  readonly messageId: string | null
  /** What is new, in the requester's own words; empty where the matter only came back. */
  readonly fact: string
}

const by = { requester: 'own', intake_agent: 'any', callback_agent: 'any' } as const
const tries = 3

/**
 * Takes an ended request up again under a new number: the same matter, place and requester, linked to
 * the earlier one, whose stream tells it. Refuses as core's `reopen` and `register` do, and `not_permitted`.
 */
export async function reopenRequest(
  app: App,
  actor: Actor,
  number: RequestNumber,
  reopening: Reopening,
): Promise<Registered | Refused> {
  const { rulebook, store } = app
  const earlier = await requestView(store, number)
  if (!earlier) return refuse('request_not_found')
  const standing = by[actor.role as keyof typeof by]
  if (standing === undefined || !stands(actor, standing, earlier.request, rulebook)) return refuse('not_permitted')
  const already = await requestByMessage(store.database, reopening.channel, reopening.messageId)
  if (already !== undefined) return registered(app, already, null)
  const may = reopen(earlier.request, reopening.fact !== '', { rulebook, now: app.clock.now() })
  if (!may.ok) return may
  const intake = await intakeOf(app, actor, earlier, reopening)
  return insist(tries, () => once(app, actor, number, intake))
}

async function once(app: App, actor: Actor, number: RequestNumber, intake: Intake): Promise<Registered | Refused> {
  const { rulebook, store } = app
  const now = app.clock.now()
  const registration = register(intake, { rulebook, actor, now })
  if (!registration.ok) return registration
  const earlier = await store.load(number)
  if (!earlier) return refuse('request_not_found')
  const may = reopen(earlier.request, intake.ownWords !== '', { rulebook, now })
  if (!may.ok) return may
  const later = requestNumber(dayOf(now, rulebook.pack.timeZone), await store.nextSequence())
  const { to, events } = registration
  const done = await commitTogether(app, actor, now, [
    { number: later, before: null, to, events, birth: birthOf(app, later, intake) },
    takingNote(earlier, reopenedAs(later)),
  ])
  return done.ok ? registered(app, later, done.requests[0] ?? null) : done
}

async function intakeOf(app: App, actor: Actor, earlier: RequestView, reopening: Reopening): Promise<Intake> {
  const { request } = earlier
  const { rulebook } = app
  const today = dayOf(app.clock.now(), rulebook.pack.timeZone)
  const identity = await openIdentity(app, actor, request.number, {
    purpose: 'reopen',
    fields: ['name', 'phone', 'email', 'door'],
  })
  const requester = identity && {
    name: identity.name,
    phone: identity.phone,
    email: identity.email,
    door: identity.door,
  }
  const fact = maskMatter(reopening.fact, requester, rulebook.pack)
  return {
    channel: reopening.channel,
    messageId: reopening.messageId,
    requestType: request.requestType,
    requesterKind: request.requesterKind,
    confidentiality: request.confidentiality,
    language: earlier.language,
    title: earlier.title,
    matter: fact === '' ? earlier.matter : `${fact}\n\n${earlier.matter}`,
    ownWords: reopening.fact,
    // What has left the catalogue or the map since then is classified anew by a person.
    serviceCode: stillThere(request.serviceCode, (code) => rulebook.service(code, today)),
    level: request.level,
    areaCode: stillThere(request.areaCode, (code) => rulebook.area(code)),
    place: { text: earlier.place, latitude: earlier.latitude, longitude: earlier.longitude },
    requester,
    earlierNumber: request.number,
  }
}

const stillThere = (code: string | null, find: (code: string) => unknown): string | null =>
  code === null || find(code) === undefined ? null : code

const registered = (app: App, number: RequestNumber, request: ServiceRequest | null): Registered => ({
  ok: true,
  number,
  accessCode: app.vault.accessCode(number),
  already: request === null,
  request,
})
