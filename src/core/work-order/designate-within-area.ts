import { dayOf } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { leadAssignment } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { leadFault } from './dispatch.ts'
import { event } from './events.ts'
import { isHeldByLedger } from './guards.ts'

/**
 * A district that was given an unclear request names the unit within its area, which may not return it
 * (art. 12): that unit's clock starts now, so it must be done before the district's own has run out.
 * Refuses `not_in_area`, `deadline_passed`, `ledger_active`, and what `dispatch` refuses of a lead.
 */
export const designateWithinArea: Rule<'designateWithinArea'> = (request, input, { rulebook, actor, now }) => {
  const fault = leadFault(rulebook, request, input.unitCode, dayOf(now, rulebook.pack.timeZone))
  if (fault) return fault
  const district = actor.unit ?? ''
  if (input.unitCode === district || rulebook.districtOf(input.unitCode) !== district) {
    return refuse('not_in_area', { field: 'unitCode' })
  }
  if (request.dueAt !== null && now > request.dueAt) return refuse('deadline_passed')
  if (isHeldByLedger(request)) return refuse('ledger_active')
  const clock = request.round > 1 ? 'rework' : 'handling'
  const lead = leadAssignment(rulebook, input.unitCode, request.level, now, clock)
  return proceed('dispatched', event('designated_within_area', { lead, districtUnit: district }))
}
