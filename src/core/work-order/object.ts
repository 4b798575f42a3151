import { refuse } from '../refusal.ts'
import { promiseOf } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { isHeldByLedger, reasonFault, unitsFault } from './guards.ts'
import { liveLead, pending } from './service-request.ts'

/**
 * The only way out for a first receiver: an objection on duty or jurisdiction (派单异议, art. 12 para 3
 * and 14), within the window that runs from its own dispatch. Handling time runs on meanwhile.
 * Refuses `reason_not_found`, `designated_final`, `district_may_not_object` (it coordinates instead),
 * `objection_window_closed`, `ledger_active`, `already_pending`.
 */
export const object: Rule<'object'> = (request, input, { rulebook, now }) => {
  const lead = liveLead(request)
  if (!lead) return refuse('work_order_not_found')
  const fault =
    reasonFault(rulebook, 'objection', input.ground, 'ground') ??
    unitsFault(rulebook, input.suggestedUnit === undefined ? [] : [input.suggestedUnit], 'suggestedUnit')
  if (fault) return fault
  if (lead.designated || request.designatedFinal) return refuse('designated_final')
  if (rulebook.unit(lead.unitCode)?.kind === 'district') return refuse('district_may_not_object')
  if (pending(request, 'objection')) return refuse('already_pending')
  if (isHeldByLedger(request)) return refuse('ledger_active')
  if (now > promiseOf(rulebook, 'objection', request.level, lead.dispatchedAt).dueAt) {
    return refuse('objection_window_closed')
  }
  return proceed(
    'objection_review',
    event('objected', {
      ground: input.ground,
      suggestedUnit: input.suggestedUnit ?? null,
      heldState: request.state === 'signed' ? 'signed' : 'dispatched',
    }),
  )
}
