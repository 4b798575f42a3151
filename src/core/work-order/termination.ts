import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { isHeldByLedger, reasonFault } from './guards.ts'
import { pending } from './service-request.ts'

/**
 * The unit asks to end the handling without a result, with proof (Jinan, Weifang); the hotline decides
 * and the clock runs on. Refuses `reason_not_found`, `evidence_required`, `ledger_active`.
 */
export const requestTermination: Rule<'requestTermination'> = (request, input, { rulebook }) => {
  const fault = reasonFault(rulebook, 'termination', input.reason)
  if (fault) return fault
  if (input.evidence.length === 0) return refuse('evidence_required', { field: 'evidence' })
  if (isHeldByLedger(request)) return refuse('ledger_active')
  return proceed(
    'termination_review',
    event('termination_requested', { reason: input.reason, evidence: input.evidence }),
  )
}

export const approveTermination: Rule<'approveTermination'> = (request) => {
  const termination = pending(request, 'termination')
  if (!termination) return refuse('overlay_not_found')
  return proceed('closed', event('termination_approved', { ordinal: termination.ordinal }))
}

export const refuseTermination: Rule<'refuseTermination'> = (request) => {
  const termination = pending(request, 'termination')
  if (!termination) return refuse('overlay_not_found')
  return proceed('in_handling', event('termination_refused', { ordinal: termination.ordinal }))
}
