import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Move, Standing } from '../work-order/lifecycle.ts'
import { liveAssists, liveLead, type ServiceRequest } from '../work-order/service-request.ts'
import { isRecused } from './recusal.ts'
import type { Actor } from './roles.ts'

/** Whether the actor may make this move on this request: the role is listed, and the standing is true. */
export function can(actor: Actor, move: Move, request: ServiceRequest, rulebook: Rulebook): boolean {
  const standing = move.by[actor.role]
  return standing !== undefined && !isRecused(actor, request) && stands(actor, standing, request, rulebook)
}

export function stands(actor: Actor, standing: Standing, request: ServiceRequest, rulebook: Rulebook): boolean {
  switch (standing) {
    case 'any':
      return true
    case 'own':
      return actor.requestNumber === request.number
    case 'lead':
      return actor.unit !== undefined && actor.unit === (liveLead(request)?.unitCode ?? closedLead(request))
    case 'assist':
      return liveAssists(request).some((order) => order.unitCode === actor.unit)
    case 'tasked':
      return stands(actor, 'lead', request, rulebook) || stands(actor, 'assist', request, rulebook)
    case 'whistled':
      return request.overlays.some(
        (overlay) =>
          overlay.kind === 'whistle' &&
          'departments' in overlay.detail &&
          overlay.detail.departments.some((department) => department.unitCode === actor.unit),
      )
    case 'above':
      return isAbove(actor, request, rulebook)
    case 'asked':
      return request.overlays.some(
        (overlay) => overlay.kind === 'escalation' && 'to' in overlay.detail && overlay.detail.to === actor.unit,
      )
    case 'oversees':
      return (
        actor.unit === undefined || rulebook.unit(actor.unit)?.kind === 'city' || isInDistrict(actor, request, rulebook)
      )
  }
}

/** After the close the unit that was scored speaks for the order (exclusion, appeal). */
const closedLead = (request: ServiceRequest): string | null => (request.settledAt === null ? null : request.scoringUnit)

/** The district over the lead, which is never the lead itself: nobody is above himself. */
const isAbove = (actor: Actor, request: ServiceRequest, rulebook: Rulebook): boolean =>
  actor.unit !== request.leadUnit && isInDistrict(actor, request, rulebook)

const isInDistrict = (actor: Actor, request: ServiceRequest, rulebook: Rulebook): boolean =>
  actor.unit !== undefined && (actor.unit === request.districtUnit || actor.unit === districtOfLead(request, rulebook))

const districtOfLead = (request: ServiceRequest, rulebook: Rulebook): string | undefined =>
  request.leadUnit === null ? undefined : rulebook.districtOf(request.leadUnit)
