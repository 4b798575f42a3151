import { MINUTE } from '../time.ts'
import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { pending } from './service-request.ts'

/**
 * The unit's result with its proof (art. 15 para 3). Before the limit the hotline may check it and
 * the callback opens soon after; while the callback is pending the reply is kept, flagged late.
 */
export const reply: Rule<'reply'> = (request, input, { rulebook, now }) => {
  if (input.evidence.length === 0) return refuse('evidence_required', { field: 'evidence' })
  if (input.solved !== 'yes' && !input.unsolvedReason) return refuse('required', { field: 'unsolvedReason' })
  if (!input.requesterInformed && request.confidentiality !== 'anonymous') {
    return refuse('requester_not_informed', { field: 'requesterInformed' })
  }
  const reasons = rulebook.pack.reasons.unsolved
  if (input.unsolvedReason && !reasons.some((reason) => reason.code === input.unsolvedReason)) {
    return refuse('reason_not_found', { field: 'unsolvedReason' })
  }
  if (pending(request, 'ledger')?.state === 'active') return refuse('ledger_active')
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
