import { canRead } from '../core/permission/can-read.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { deletePresence, upsertPresence } from '../store/write/presence.ts'
import type { App } from './app.ts'

/** What an open page says of itself, every few seconds. */
export const doings = ['viewing', 'writing', 'left'] as const
export type Doing = (typeof doings)[number]

/** A page that says nothing for so long is gone. */
export const presentForMilliseconds = 25_000

/** Who is at a request is told to whoever may read it, and only such a one can be at it. Refuses `request_not_found`. */
export async function notePresence(
  app: App,
  actor: Actor,
  number: RequestNumber,
  doing: Doing,
): Promise<{ readonly ok: true } | Refused> {
  const { database } = app.store
  if (doing === 'left') {
    await deletePresence(database, number, actor.id)
    return { ok: true }
  }
  const { loaded } = await app.store.loadRecent(number)
  if (!loaded || !canRead(actor, 'matter', loaded.request, app.rulebook)) return refuse('request_not_found')
  await upsertPresence(database, { number, actorId: actor.id, role: actor.role, doing }, app.clock.now())
  return { ok: true }
}
