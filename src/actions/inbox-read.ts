import { inboxOf } from '../core/notice/inbox.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Instant } from '../core/time.ts'
import { markInboxRead } from '../store/write/inbox-read.ts'
import type { App } from './app.ts'

/** The actor has read their inbox up to this instant, and not into the future. */
export async function readInboxUpTo(app: App, actor: Actor, readAt: Instant): Promise<void> {
  const recipient = inboxOf(actor, app.rulebook)
  if (recipient === null || !Number.isFinite(readAt)) return
  await markInboxRead(app.store.database, actor.id, recipient, Math.min(readAt, app.clock.now()))
}
