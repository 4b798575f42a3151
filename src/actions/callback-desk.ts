import type { Actor } from '../core/permission/roles.ts'
import { callbacksDue, type CallbacksDue } from '../store/read/hotline/callbacks-due.ts'
import { notePresence, presentForMilliseconds } from './presence.ts'
import type { App } from './app.ts'

export interface CallbackQueue extends CallbacksDue {
  /** Whom to ask next: the wanted one, or the first that no colleague has before him. */
  readonly next: string | null
}

const shown = 30

/**
 * The callbacks that are due, and whom to ask next. That one is marked as taken at once, so that two agents who
 * come for the next at the same time do not ring the same person twice.
 */
export async function callbackQueue(app: App, actor: Actor, wanted: string | undefined): Promise<CallbackQueue> {
  const now = app.clock.now()
  const due = await callbacksDue(app.store.database, {
    actorId: actor.id,
    now,
    presentSince: now - presentForMilliseconds,
    most: shown,
  })
  const next = wanted ?? due.lines.find(({ taken }) => !taken)?.number ?? null
  if (next !== null) await notePresence(app, actor, next, 'viewing')
  return { ...due, next }
}
