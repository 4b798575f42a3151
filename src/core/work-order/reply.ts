import { MINUTE } from '../time.ts'
import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { isHeldByLedger, mustInform, reasonFault } from './guards.ts'
import { liveLead } from './service-request.ts'

/**
 * The unit's result with its proof (art. 15 para 3). Before the limit the hotline may check it and
 * the callback opens soon after; while the callback is pending the reply is kept, flagged late.
 * Refuses `evidence_required`, `required` (why unsolved), `requester_not_informed`, `reason_not_found`,
 * `ledger_active` (to be cleared first), `already_done`.
 */
export const reply: Rule<'reply'> = (request, input, { rulebook, now }) => {
  if (input.evidence.length === 0) return refuse('evidence_required', { field: 'evidence' })
  if (input.solved !== 'yes' && !input.unsolvedReason) return refuse('required', { field: 'unsolvedReason' })
  if (!input.requesterInformed && mustInform(request)) {
    return refuse('requester_not_informed', { field: 'requesterInformed' })
  }
  const fault = reasonFault(rulebook, 'unsolved', input.unsolvedReason, 'unsolvedReason')
  if (fault) return fault
  if (isHeldByLedger(request)) return refuse('ledger_active')
  if (liveLead(request)?.repliedAt != null) return refuse('already_done')
  const early = request.state === 'in_handling'
  const opensAt = now + rulebook.pack.rules.callbackOpensAfterReplyMinutes * MINUTE
  return proceed(
    early ? 'replied' : request.state,
    event('replied', {
      solved: input.solved,
      unsolvedReason: input.unsolvedReason ?? null,
      evidence: input.evidence,
      late: request.dueAt !== null && now > request.dueAt,
      callbackDueAt: early ? Math.min(opensAt, request.dueAt ?? opensAt) : null,
    }),
  )
}
