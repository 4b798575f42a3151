import { maskMatter } from '../core/text/mask-matter.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { timeline } from '../store/read/timeline.ts'
import { track, type Tracked } from '../store/read/track.ts'
import type { App } from './app.ts'

/**
 * What a requester may know of the own request. Who was merged into another's matter reads what its unit answered there:
 * the words that were written for the public, masked again, since they were written to somebody else.
 */
export async function trackedRequest(app: App, number: RequestNumber): Promise<Tracked | undefined> {
  const tracked = await track(app.store, number)
  if (!tracked?.merged || tracked.reply !== '') return tracked
  const parent = (await app.store.load(number))?.request.parentNumber
  const reply = parent == null ? '' : await standingReply(app, parent)
  return { ...tracked, reply: maskMatter(reply, null, app.rulebook.pack) }
}

/** The last reply that was not sent back. */
async function standingReply(app: App, number: RequestNumber): Promise<string> {
  const entries = await timeline(app.store.database, number)
  const last = entries.findLast(({ type }) => type === 'replied' || type === 'reply_returned')
  return last?.type === 'replied' ? (last.texts['publicReply'] ?? '') : ''
}
