import { canRead } from '../core/permission/can-read.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { Identity } from '../store/sealing-keys.ts'
import { noteLook } from '../store/write/access-record.ts'
import type { App } from './app.ts'
import { openIdentity } from './open-identity.ts'

/** Why identity may be looked at. */
export const revealPurposes = ['contact', 'visit', 'callback', 'correct', 'emergency'] as const
export type RevealPurpose = (typeof revealPurposes)[number]

export type Revealed = { readonly ok: true; readonly identity: Partial<Identity> | null } | Refused

/**
 * Shows of a requester's identity what the actor may see, for a stated purpose. Every look is written
 * down, a refused one too. Refuses `request_not_found` (also where the request is not theirs to see)
 * and `not_permitted`.
 */
export async function revealIdentity(
  app: App,
  actor: Actor,
  number: RequestNumber,
  purpose: RevealPurpose,
): Promise<Revealed> {
  const loaded = await app.store.load(number)
  const mayRead = (what: 'matter' | 'identity' | 'door' | 'own_words'): boolean =>
    loaded !== undefined && canRead(actor, what, loaded.request, app.rulebook)
  const fields: readonly (keyof Identity)[] = [
    ...(mayRead('identity') ? (['name', 'phone', 'email'] as const) : []),
    ...(mayRead('door') ? (['door'] as const) : []),
    ...(mayRead('own_words') ? (['ownWords'] as const) : []),
  ]
  if (!loaded || !mayRead('matter') || fields.length === 0) {
    if (loaded) {
      const look = { number, at: app.clock.now(), actor, purpose, fields: 'refused' }
      await noteLook(app.store.database, look)
    }
    return refuse(loaded && mayRead('matter') ? 'not_permitted' : 'request_not_found')
  }
  const identity = await openIdentity(app, actor, number, { purpose, fields })
  if (!identity) return { ok: true, identity: null }
  return { ok: true, identity: Object.fromEntries(fields.map((field) => [field, identity[field]])) }
}
