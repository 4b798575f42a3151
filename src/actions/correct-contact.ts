import { stands } from '../core/permission/can.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse } from '../core/refusal.ts'
import { event } from '../core/work-order/events.ts'
import type { Requester } from '../core/work-order/intake.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { isSettled } from '../core/work-order/states.ts'
import type { App, Outcome } from './app.ts'
import { openIdentity } from './open-identity.ts'
import type { PerformOptions } from './perform.ts'
import { changeOf } from './record.ts'

const by = { requester: 'own', intake_agent: 'any' } as const

/**
 * Puts a requester's name, phone or address right while the request is open. The stream tells that it
 * was done and by whom, nothing of what it says; the requester's own words stay as they were given.
 */
export async function correctContact(
  app: App,
  actor: Actor,
  number: RequestNumber,
  contact: Partial<Requester>,
  { ifSeq }: Pick<PerformOptions, 'ifSeq'> = {},
): Promise<Outcome> {
  const before = await app.store.load(number)
  if (!before) return refuse('request_not_found')
  const { request } = before
  const standing = by[actor.role as keyof typeof by]
  if (standing === undefined || !stands(actor, standing, request, app.rulebook)) return refuse('not_permitted')
  if (isSettled(request.state)) return refuse('move_not_allowed', { facts: { state: request.state } })
  if (ifSeq !== undefined && ifSeq !== request.seq) return refuse('conflict')
  const fields = ['name', 'phone', 'email', 'door', 'ownWords'] as const
  const known = await openIdentity(app, actor, number, { purpose: 'correct_contact', fields })
  const identity = { name: '', phone: '', email: '', door: '', ownWords: '', ...known, ...contact }
  const now = app.clock.now()
  const { timeZone } = app.rulebook.pack
  const events = [event('contact_corrected', {})]
  const change = changeOf({ number, before, to: request.state, events, actor, now, timeZone })
  const isDone = await app.store.commit({ ...change, identity: app.vault.seal(number, identity) })
  return isDone ? { ok: true, request: change.after } : refuse('conflict')
}
