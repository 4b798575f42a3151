import { dayOf } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { overlayIn } from './guards.ts'
import { scopeFor } from './register.ts'
import { hasAnswered, pending } from './service-request.ts'

/**
 * After dispatch another class is proposed by one person and confirmed by a second. It moves neither
 * unit nor clock. Refuses `service_not_found`, `already_done` (it is that class), `already_pending`,
 * `rating_final` once the requester has answered.
 */
export const reclassify: Rule<'reclassify'> = (request, input, { rulebook, now }) => {
  if (!rulebook.service(input.serviceCode, dayOf(now, rulebook.pack.timeZone))) {
    return refuse('service_not_found', { field: 'serviceCode' })
  }
  if (input.serviceCode === request.serviceCode) return refuse('already_done', { field: 'serviceCode' })
  // The answer was given, and counted, under the class that it had.
  if (hasAnswered(request)) return refuse('rating_final')
  if (pending(request, 'reclassification')) return refuse('already_pending')
  return proceed(request.state, event('reclassification_requested', { serviceCode: input.serviceCode }))
}

export const confirmReclassification: Rule<'confirmReclassification'> = (request, input, { rulebook, actor, now }) => {
  const { fault, overlay } = overlayIn(request, 'reclassification', input.reclassification)
  if (fault) return fault
  if (overlay.openedBy === actor.id) return refuse('second_person_required')
  const entry = rulebook.service(overlay.detail.toService, dayOf(now, rulebook.pack.timeZone))
  if (!entry) return refuse('service_not_found')
  return proceed(
    request.state,
    event('reclassified', {
      ordinal: overlay.ordinal,
      serviceCode: entry.service.code,
      catalogueVersion: entry.version,
      scope: scopeFor(request.requestType, entry.service.scope),
    }),
  )
}

export const refuseReclassification: Rule<'refuseReclassification'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'reclassification', input.reclassification)
  if (fault) return fault
  if (overlay.openedBy === actor.id) return refuse('second_person_required')
  return proceed(request.state, event('reclassification_refused', { ordinal: overlay.ordinal }))
}
