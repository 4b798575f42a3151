import { event, type RequestEvent } from './events.ts'
import { pending, type RequestNumber, type ServiceRequest } from './service-request.ts'
import { isSettled } from './states.ts'

/** What a command on one request writes on another: recorded there with that request's own state as `to`. */

/** On the parent, when a request was merged into it. */
export const childAttached = (child: RequestNumber): RequestEvent => event('child_attached', { child })

/** On the parent, when a merged request was unmerged or withdrawn. */
export const childDetached = (child: RequestNumber): RequestEvent => event('child_detached', { child })

/** On the earlier request, when it was taken up again under a new number. */
export const reopenedAs = (later: RequestNumber): RequestEvent => event('reopened_as', { later })

/**
 * What the product has to do with the merged children of a request: call back once their parent's
 * callback began, take them out where it ended without one, or nothing yet. While an objection is under
 * review nobody knows yet whom their answers would count for.
 */
export function nextForChildren(parent: ServiceRequest): 'openCallback' | 'unmerge' | null {
  if (pending(parent, 'objection')) return null
  if (parent.scoringUnit !== null) return 'openCallback'
  return isSettled(parent.state) ? 'unmerge' : null
}
