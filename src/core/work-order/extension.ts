import { extend } from '../deadline/extend.ts'
import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { isHeldByLedger, mustInform, overlayIn, reasonFault } from './guards.ts'
import { liveLead, pending } from './service-request.ts'

/**
 * An extension (art. 15 para 2) needs a coded reason, the requester told, and time that is still
 * running. `amount` is in the unit of the order's own term and may not exceed it. Refuses
 * `reason_not_found`, `requester_not_informed`, `deadline_passed`, `already_pending`, `extension_limit`,
 * `extension_too_long`, `ledger_active`.
 */
export const requestExtension: Rule<'requestExtension'> = (request, input, { rulebook, now }) => {
  const lead = liveLead(request)
  if (!lead) return refuse('work_order_not_found')
  const fault = reasonFault(rulebook, 'extension', input.reason)
  if (fault) return fault
  if (now > lead.dueAt) return refuse('deadline_passed')
  if (!input.requesterInformed && mustInform(request)) {
    return refuse('requester_not_informed', { field: 'requesterInformed' })
  }
  if (pending(request, 'extension')) return refuse('already_pending')
  if (isHeldByLedger(request)) return refuse('ledger_active')
  const granted = lead.deadline.derivation.filter((step) => step.step === 'extended').length
  const limit = rulebook.pack.rules.extensionMaxCount
  if (granted >= limit) return refuse('extension_limit', { facts: { limit } })
  const longest = lead.deadline.term.amount
  if (input.amount > longest) return refuse('extension_too_long', { field: 'amount', facts: { limit: longest } })
  return proceed(request.state, event('extension_requested', { reason: input.reason, amount: input.amount }))
}

/** Granted only while the deadline still runs; counted from where it was due. */
export const decideExtension: Rule<'decideExtension'> = (request, input, { rulebook, now }) => {
  const { fault, overlay } = overlayIn(request, 'extension', input.extension)
  if (fault) return fault
  const { ordinal } = overlay
  if (!input.granted) {
    return proceed(request.state, event('extension_decided', { ordinal, granted: false, deadline: null }))
  }
  const lead = liveLead(request)
  if (!lead) return refuse('work_order_not_found')
  if (now > lead.dueAt) return refuse('deadline_passed')
  if (isHeldByLedger(request)) return refuse('ledger_active')
  const term = { ...lead.deadline.term, amount: overlay.detail.amount }
  const deadline = extend(lead.deadline, term, rulebook.pack.calendar)
  return proceed(request.state, event('extension_decided', { ordinal, granted: true, deadline }))
}
