import { refuse } from '../refusal.ts'
import { isGrassroots } from '../routing/route.ts'
import { MINUTE } from '../time.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { overlayIn, unitsFault } from './guards.ts'
import type { Overlay, WhistledDepartment } from './overlay.ts'
import { liveLead, overlayAt, type ServiceRequest } from './service-request.ts'

/**
 * A subdistrict or township whistles, departments report in (街乡吹哨、部门报到, art. 16). They have to
 * acknowledge within the city's minutes. Refuses `whistle_kind` where the caller is no subdistrict or
 * township or the called are not departments or enterprises, `required`, `unit_not_found`,
 * `already_pending` for a department that stands called already.
 */
export const whistle: Rule<'whistle'> = (request, input, { rulebook, now }) => {
  const caller = rulebook.unit(liveLead(request)?.unitCode ?? '')
  if (!caller || !isGrassroots(caller)) return refuse('whistle_kind')
  if (input.departments.length === 0) return refuse('required', { field: 'departments' })
  const fault = unitsFault(rulebook, input.departments, 'departments')
  if (fault) return fault
  const unfit = input.departments.find(
    (code) => !['department', 'enterprise'].includes(rulebook.unit(code)?.kind ?? ''),
  )
  if (unfit) return refuse('whistle_kind', { field: 'departments', facts: { unit: unfit } })
  const called = request.overlays.filter((overlay) => overlay.kind === 'whistle' && overlay.state === 'active')
  const twice = input.departments.find((code) => called.some((one) => departmentIn(one as Overlay<'whistle'>, code)))
  if (twice) return refuse('already_pending', { field: 'departments', facts: { unit: twice } })
  const { whistleAcknowledgeMinutes, whistleEmergencyAcknowledgeMinutes } = rulebook.pack.rules
  const minutes = input.kind === 'emergency' ? whistleEmergencyAcknowledgeMinutes : whistleAcknowledgeMinutes
  return proceed(
    request.state,
    event('whistle_opened', {
      kind: input.kind,
      departments: [...new Set(input.departments)],
      dueAt: now + minutes * MINUTE,
    }),
  )
}

const departmentIn = (overlay: Overlay<'whistle'>, unitCode: string | undefined): WhistledDepartment | undefined =>
  overlay.detail.departments.find((department) => department.unitCode === unitCode)

export const acknowledgeWhistle: Rule<'acknowledgeWhistle'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'whistle', input.whistle, 'active')
  if (fault) return fault
  const department = departmentIn(overlay, actor.unit)
  if (!department) return refuse('not_whistled')
  if (department.acknowledgedAt !== null) return refuse('already_done')
  return proceed(
    request.state,
    event('whistle_acknowledged', { ordinal: overlay.ordinal, unitCode: department.unitCode }),
  )
}

/** The department is on the spot. */
export const reportIn: Rule<'reportIn'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'whistle', input.whistle, 'active')
  if (fault) return fault
  const department = departmentIn(overlay, actor.unit)
  if (!department) return refuse('not_whistled')
  if (department.arrivedAt !== null) return refuse('already_done')
  return proceed(request.state, event('whistle_arrived', { ordinal: overlay.ordinal, unitCode: department.unitCode }))
}

/**
 * A department that did not come. The product marks only who has not even acknowledged in time; the
 * subdistrict also who acknowledged and stayed away. Refuses `not_yet_due`, `already_done`.
 */
export const markWhistleMissed: Rule<'markWhistleMissed'> = (request, input, { actor, now }) => {
  const { fault, overlay } = overlayIn(request, 'whistle', input.whistle, 'active')
  if (fault) return fault
  const department = departmentIn(overlay, input.unitCode)
  if (!department) return refuse('not_whistled', { field: 'unitCode' })
  if (overlay.dueAt !== null && now <= overlay.dueAt) return refuse('not_yet_due')
  const came = department.arrivedAt !== null || (actor.role === 'system' && department.acknowledgedAt !== null)
  if (came || department.missed) return refuse('already_done', { field: 'unitCode' })
  return proceed(request.state, event('whistle_missed', { ordinal: overlay.ordinal, unitCode: department.unitCode }))
}

/** Closed by the subdistrict that whistled, with its mark for those who were called (双考核, art. 33). */
export const closeWhistle: Rule<'closeWhistle'> = (request, input) => {
  const { fault, overlay } = overlayIn(request, 'whistle', input.whistle, 'active')
  if (fault) return fault
  return proceed(request.state, event('whistle_closed', { ordinal: overlay.ordinal, mark: input.mark }))
}

/** The called department marks the subdistrict, once. */
export const markSubdistrict: Rule<'markSubdistrict'> = (request, input, { actor }) => {
  const overlay = whistleAt(request, input.whistle)
  if (!overlay) return refuse('overlay_not_found', { field: 'whistle' })
  const department = departmentIn(overlay, actor.unit)
  if (!department) return refuse('not_whistled')
  if (department.markByDepartment !== null) return refuse('already_done')
  return proceed(
    request.state,
    event('subdistrict_marked', { ordinal: overlay.ordinal, unitCode: department.unitCode, mark: input.mark }),
  )
}

/** Marks are given while the whistle stands and after it was closed, not where the main line overtook it. */
function whistleAt(request: ServiceRequest, ordinal: number): Overlay<'whistle'> | undefined {
  const overlay = overlayAt(request, 'whistle', ordinal)
  return overlay?.state === 'lapsed' ? undefined : overlay
}
