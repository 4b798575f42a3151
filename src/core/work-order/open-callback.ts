import { refuse } from '../refusal.ts'
import { proceed, type Decision, type Rule } from './context.ts'
import { event } from './events.ts'
import { isHeldByLedger } from './guards.ts'
import { liveLead, pending, type ServiceRequest } from './service-request.ts'

/**
 * The hotline's callback begins when the limit has expired, even without a reply, or after the reply
 * (art. 23). An active ledger entry holds it; an objection review does not. The score belongs to the
 * lead that is live now; a merged request's answer counts for its parent's lead.
 */
export const openCallback: Rule<'openCallback'> = (request, _, { now, related }) => {
  if (isHeldByLedger(request)) return refuse('callback_held')
  if (request.state === 'merged') return openForChild(request, related)
  if (request.callbackDueAt === null || now < request.callbackDueAt) return refuse('callback_not_due')
  const lead = liveLead(request)
  return proceed(
    'callback_pending',
    event('callback_opened', {
      // A rework never takes the score from the unit that was asked about first.
      scoringUnit: request.scoringUnit ?? lead?.unitCode ?? null,
      expired: lead?.repliedAt == null,
      scope: request.scope,
    }),
  )
}

/** Once the parent's callback began; that its parent is then in rework takes nothing from the child's own answer. */
function openForChild(child: ServiceRequest, parent: ServiceRequest | undefined): Decision {
  if (!parent || parent.number !== child.parentNumber) return refuse('request_not_found', { field: 'parent' })
  if (parent.scoringUnit === null) return refuse('callback_not_due')
  // Upheld, the objection takes the parent away from this unit: the child must not count for it either.
  if (pending(parent, 'objection')) return refuse('callback_held')
  const { scoringUnit, scope } = parent
  return proceed('callback_pending', event('callback_opened', { scoringUnit, expired: false, scope }))
}
