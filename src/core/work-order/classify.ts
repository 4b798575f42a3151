import { dayOf } from '../calendar/zone.ts'
import type { UrgencyLevel } from '../deadline/terms.ts'
import { refuse } from '../refusal.ts'
import { unitsOfPlace } from '../routing/route.ts'
import type { Instant } from '../time.ts'
import { promiseOf } from './assignment.ts'
import { proceed, type Context, type Rule } from './context.ts'
import { event } from './events.ts'
import { scopeFor } from './register.ts'
import type { ServiceRequest } from './service-request.ts'

/** Class, place and level set: the request can be dispatched. Refuses `service_not_found`, `area_not_found`. */
export const classify: Rule<'classify'> = (request, input, context) => {
  const { rulebook, now } = context
  const entry = rulebook.service(input.serviceCode, dayOf(now, rulebook.pack.timeZone))
  if (!entry) return refuse('service_not_found', { field: 'serviceCode' })
  const areaCode = input.areaCode ?? request.areaCode
  if (areaCode !== null && !rulebook.area(areaCode)) return refuse('area_not_found', { field: 'areaCode' })
  const level = input.level ?? entry.service.level
  const classified = event('classified', {
    serviceCode: entry.service.code,
    catalogueVersion: entry.version,
    scope: scopeFor(request.requestType, entry.service.scope),
    level,
    areaCode,
    areaUnits: request.areaCode === null ? unitsOfPlace(rulebook, areaCode) : [],
    dispatchDueAt: dispatchDueAt(request, level, context),
  })
  if (level !== 'L1' || request.alarm) return proceed('pending_dispatch', classified)
  return proceed('pending_dispatch', classified, event('alarm_raised', { level }))
}

/** The clock that already runs is kept; another level stamps it anew, from registration as long as no unit had the request. */
function dispatchDueAt(request: ServiceRequest, level: UrgencyLevel, { rulebook, now }: Context): Instant {
  if (request.dispatchDueAt !== null && level === request.level) return request.dispatchDueAt
  const from = request.workOrders.length === 0 ? request.registeredAt : now
  return promiseOf(rulebook, 'dispatch', level, from).dueAt
}
