import type { Disposition } from '../catalogue/city-pack.ts'
import { refuse } from '../refusal.ts'
import { promiseOf } from './assignment.ts'
import { proceed, type Context, type Rule } from './context.ts'
import { event } from './events.ts'
import { latest, pending, type ServiceRequest } from './service-request.ts'

/** Emergencies and repeats have commands of their own. */
const redirectable: readonly Disposition['kind'][] = [
  'statutory_route',
  'secret_or_privacy',
  'market_or_social',
  'unlawful',
]

/**
 * A side disposition (art. 11 para 3 (2)(4)(5)(6)): coded, explained, and by the city's data confirmed by
 * a shift lead or not. Refuses `disposition_not_found`.
 */
export const proposeRedirect: Rule<'proposeRedirect'> = (_, input, { rulebook }) => {
  const disposition = rulebook.pack.dispositions.find((one) => one.code === input.disposition)
  if (!disposition || !redirectable.includes(disposition.kind)) {
    return refuse('disposition_not_found', { field: 'disposition' })
  }
  const confirmed = !disposition.needsConfirmation
  return proceed(
    confirmed ? 'redirected' : 'redirect_review',
    event('redirect_proposed', { disposition: disposition.code, confirmed }),
  )
}

/** Nobody confirms his own proposal: `second_person_required`. */
export const confirmRedirect: Rule<'confirmRedirect'> = (request, _, { actor }) => {
  const proposal = pending(request, 'redirect')
  if (!proposal) return refuse('overlay_not_found')
  if (proposal.openedBy === actor.id) return refuse('second_person_required')
  return proceed('redirected', event('redirect_confirmed', { ordinal: proposal.ordinal }))
}

/** The shift lead sends it back to intake. */
export const declineRedirect: Rule<'declineRedirect'> = (request) => {
  const proposal = pending(request, 'redirect')
  if (!proposal) return refuse('overlay_not_found')
  return proceed('registered', event('redirect_declined', { ordinal: proposal.ordinal }))
}

/** The requester may object once; the request is then taken up with a new dispatch clock. Refuses `already_objected`. */
export const objectToRedirect: Rule<'objectToRedirect'> = (request, _, context) => {
  if (request.redirectObjected || !latest(request, 'redirect')) return refuse('already_objected')
  return proceed('registered', event('redirect_objected', { dispatchDueAt: freshDispatchClock(request, context) }))
}

/** A request that comes back to the dispatchers is due anew from now. */
export const freshDispatchClock = (request: ServiceRequest, { rulebook, now }: Context) =>
  promiseOf(rulebook, 'dispatch', request.level, now).dueAt
