import { refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { liveLead, type ServiceRequest } from './service-request.ts'
import { isLive } from './work-order.ts'

/** How long a dispatcher may take the own slip back. Later it is the unit's, and the way out is its objection. */
export const recallWithin = 30_000

/** Whether there is a dispatch that could still be taken back; by whom is asked of the rule. */
export function isRecallable(request: ServiceRequest, now: Instant): boolean {
  const lead = liveLead(request)
  return lead !== undefined && now - lead.dispatchedAt <= recallWithin && !isTakenUp(request)
}

/**
 * Undoes a dispatch as if it had never been made: no hop is counted, no unit is scored for it, and the
 * request is due for dispatch when it was due before. Refuses `not_own_dispatch`, `dispatch_taken_up`
 * (the unit has signed or named a handler, an assistant has reported), `recall_window_closed`.
 */
export const recallDispatch: Rule<'recallDispatch'> = (request, _, { actor, now }) => {
  const lead = liveLead(request)
  if (!lead) return refuse('work_order_not_found')
  if (lead.dispatchedBy !== actor.id) return refuse('not_own_dispatch')
  if (isTakenUp(request)) return refuse('dispatch_taken_up')
  if (now - lead.dispatchedAt > recallWithin) return refuse('recall_window_closed')
  return proceed('pending_dispatch', event('dispatch_recalled', { dispatchDueAt: lead.dispatchDueAt }))
}

/** Somebody has begun to work on it. */
function isTakenUp(request: ServiceRequest): boolean {
  const lead = liveLead(request)
  if (!lead) return false
  const sentWithIt = request.workOrders.filter((order) => order.dispatchedAt === lead.dispatchedAt)
  return lead.signedAt !== null || lead.handler !== null || sentWithIt.some((order) => !isLive(order))
}
