import type { Rulebook } from '../catalogue/rulebook.ts'
import { dayOf } from '../calendar/zone.ts'
import { refuse, type Refused } from '../refusal.ts'
import { copyFor, isGrassroots, route } from '../routing/route.ts'
import { assistAssignment, leadAssignment } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { objectedUnits, type ServiceRequest } from './service-request.ts'

/**
 * Dispatches straight to the responsible unit (Regulation, art. 11 to 13), with a copy to the
 * district where the unit is one of its subdistricts. Without `unitCode` the catalogue's rule decides.
 * A unit whose objection was upheld gets the request again only by designation. Refuses `service_unknown`,
 * `person_required` (an emergency is confirmed by a person), `unit_unclear`, `unit_not_found`,
 * `community_cannot_lead`, `department_work_to_grassroots`, `objection_was_upheld`.
 */
export const dispatch: Rule<'dispatch'> = (request, input, { rulebook, actor, now }) => {
  if (request.serviceCode === null) return refuse('service_unknown', { field: 'serviceCode' })
  if (request.level === 'L1' && actor.role === 'system') return refuse('person_required')
  const day = dayOf(now, rulebook.pack.timeZone)
  const objected = objectedUnits(request)
  const found = route(rulebook, request.serviceCode, request.areaCode, day, objected)
  const unitCode = input.unitCode ?? found.lead
  if (unitCode === null) return refuse('unit_unclear', { field: 'unitCode' })
  if (objected.includes(unitCode)) return refuse('objection_was_upheld', { field: 'unitCode' })
  const fault = leadFault(rulebook, request, unitCode, day)
  if (fault) return fault
  const lead = leadAssignment(rulebook, unitCode, request.level, now)
  const assists = [...new Set(input.assists ?? found.assists)].filter((code) => code !== unitCode)
  const unknown = assists.find((code) => !rulebook.unit(code))
  if (unknown) return refuse('unit_not_found', { field: 'assists', facts: { unit: unknown } })
  return proceed(
    'dispatched',
    event('dispatched', {
      lead,
      assists: assists.map((code) => assistAssignment(rulebook, code, lead.deadline, now)),
      districtUnit: copyFor(rulebook, unitCode),
      reasons: unitCode === found.lead ? found.reasons : [...found.reasons, `person:${unitCode}`],
    }),
  )
}

/**
 * Who may never lead: a community (art. 17), and a subdistrict or township where the catalogue names
 * a department or enterprise (national opinion of 2025: departments' work stays with departments).
 */
export function leadFault(
  rulebook: Rulebook,
  request: ServiceRequest,
  unitCode: string,
  day: string,
): Refused | undefined {
  const unit = rulebook.unit(unitCode)
  if (!unit) return refuse('unit_not_found', { field: 'unitCode' })
  if (unit.kind === 'community') return refuse('community_cannot_lead', { field: 'unitCode' })
  const rule = rulebook.service(request.serviceCode ?? '', day)?.service.unitRule
  const owner = rule?.by === 'unit' ? rulebook.unit(rule.unit) : undefined
  if (isGrassroots(unit) && (owner?.kind === 'department' || owner?.kind === 'enterprise')) {
    return refuse('department_work_to_grassroots', { field: 'unitCode', facts: { owner: owner.code } })
  }
  return undefined
}
