import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { freshDispatchClock } from './redirect.ts'
import { isSettled } from './states.ts'

/**
 * One matter of many people: handled once, under the parent, while each requester keeps number, news
 * and callback (national opinion of 2025). The context's `related` is the parent, whose own stream gets
 * `childAttached`. Refuses `request_not_found`, `merge_loop` (with itself, into a merged request, or
 * of one that has children), `parent_not_open` (settled, or its handling is over).
 */
export const merge: Rule<'merge'> = (request, input, { related: parent }) => {
  if (!parent || parent.number !== input.parent) return refuse('request_not_found', { field: 'parent' })
  if (parent.number === request.number || parent.state === 'merged' || request.childCount > 0) {
    return refuse('merge_loop', { field: 'parent' })
  }
  // A parent in rework has been asked about already: a child would be called back before anything was done for it.
  if (isSettled(parent.state) || parent.state === 'callback_pending' || parent.round > 1)
    return refuse('parent_not_open', { field: 'parent' })
  return proceed('merged', event('merged', { parent: parent.number }))
}

/**
 * Taken out of its parent again, before its own callback, with a dispatch clock of its own. The parent's
 * stream gets `childDetached`. The product itself does so where the parent ends without handling.
 */
export const unmerge: Rule<'unmerge'> = (request, _, context) =>
  proceed(
    'pending_dispatch',
    event('unmerged', { parent: request.parentNumber ?? '', dispatchDueAt: freshDispatchClock(request, context) }),
  )
