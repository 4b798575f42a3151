import type { HandlingUnit } from '../catalogue/catalogue.ts'
import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { overlayIn } from './guards.ts'
import { liveLead } from './service-request.ts'

/**
 * The unit hands a problem up (art. 20) and stays responsible: to its own district, to the city, or to
 * a department of the line. Refuses `unit_not_found`, `escalation_target`, `already_pending`.
 */
export const escalate: Rule<'escalate'> = (request, input, { rulebook }) => {
  const lead = liveLead(request)
  const target = rulebook.unit(input.to)
  if (!lead || !target) return refuse('unit_not_found', { field: 'to' })
  const allowed = target.code !== lead.unitCode && mayBeAsked(target, rulebook.districtOf(lead.unitCode))
  if (!allowed) return refuse('escalation_target', { field: 'to' })
  const asked = request.overlays.some(
    ({ kind, state, detail }) => kind === 'escalation' && state === 'open' && 'to' in detail && detail.to === input.to,
  )
  if (asked) return refuse('already_pending', { field: 'to' })
  return proceed(request.state, event('escalated', { to: input.to }))
}

const mayBeAsked = (target: HandlingUnit, ownDistrict: string | undefined): boolean =>
  target.kind === 'city' || target.kind === 'department' || (target.kind === 'district' && target.code === ownDistrict)

/** A written opinion comes back, from the unit that was asked or a supervisor. */
export const answerEscalation: Rule<'answerEscalation'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'escalation', input.escalation)
  if (fault) return fault
  if (actor.role !== 'supervisor' && overlay.detail.to !== actor.unit) return refuse('not_permitted')
  return proceed(request.state, event('escalation_answered', { ordinal: overlay.ordinal }))
}
