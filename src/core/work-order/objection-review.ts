import { dayOf } from '../calendar/zone.ts'
import { refuse, type Refused } from '../refusal.ts'
import { copyFor } from '../routing/route.ts'
import { leadAssignment } from './assignment.ts'
import { proceed, type Context, type Rule } from './context.ts'
import { leadFault } from './dispatch.ts'
import { event } from './events.ts'
import type { Overlay } from './overlay.ts'
import { freshDispatchClock } from './redirect.ts'
import { hasAnswered, liveLead, pending, type ServiceRequest } from './service-request.ts'

/**
 * The authority upholds: the order ends, the request goes back to the dispatchers and the next unit's
 * clock starts at its own dispatch. When hops have run out it has to designate: `designation_due`.
 */
export const upholdObjection: Rule<'upholdObjection'> = (request, _, context) => {
  const { fault, objection } = underReview(request, context)
  if (fault) return fault
  if (hasAnswered(request)) return refuse('rating_final')
  const { objectionMaxHops } = context.rulebook.pack.rules
  if (request.hops + 1 >= objectionMaxHops) return refuse('designation_due', { facts: { hops: request.hops + 1 } })
  return proceed(
    'pending_dispatch',
    event('objection_upheld', { ordinal: objection.ordinal, dispatchDueAt: freshDispatchClock(request, context) }),
  )
}

/** Refused: the first receiver must handle it, and the original deadline stands (art. 14). */
export const refuseObjection: Rule<'refuseObjection'> = (request, _, context) => {
  const { fault, objection } = underReview(request, context)
  if (fault) return fault
  const to = request.state === 'objection_review' ? 'in_handling' : request.state
  return proceed(to, event('objection_refused', { ordinal: objection.ordinal }))
}

/** The authority names the unit, and that is final: it may not object again. */
export const designate: Rule<'designate'> = (request, input, context) => {
  const { fault, objection } = underReview(request, context)
  if (fault) return fault
  if (hasAnswered(request)) return refuse('rating_final')
  const { rulebook, now } = context
  const unfit = leadFault(rulebook, request, input.unitCode, dayOf(now, rulebook.pack.timeZone))
  if (unfit) return unfit
  // The unit that objected keeps the request by a refusal, with its old deadline.
  if (liveLead(request)?.unitCode === input.unitCode) return refuse('unit_already_involved', { field: 'unitCode' })
  return proceed(
    'dispatched',
    event('designated', {
      ordinal: objection.ordinal,
      lead: leadAssignment(rulebook, input.unitCode, request.level, now),
      districtUnit: copyFor(rulebook, input.unitCode),
    }),
  )
}

type UnderReview =
  | { readonly fault: Refused; readonly objection?: undefined }
  | { readonly fault?: undefined; readonly objection: Overlay<'objection'> }

/** Nobody decides on a dispatch that he made himself: `own_decision`. */
function underReview(request: ServiceRequest, { actor }: Context): UnderReview {
  const objection = pending(request, 'objection')
  if (!objection) return { fault: refuse('objection_not_open') }
  if (objection.detail.dispatchedBy === actor.id) return { fault: refuse('own_decision') }
  return { objection }
}
