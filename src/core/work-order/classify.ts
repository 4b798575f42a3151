import { dayOf } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { promiseOf } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { scopeFor } from './register.ts'

/** Class, place and level set: the request can be dispatched. The dispatch clock keeps its start at registration. */
export const classify: Rule<'classify'> = (request, input, { rulebook, now }) => {
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
    dispatchDueAt: promiseOf(rulebook, 'dispatch', level, request.registeredAt).dueAt,
  })
  if (level !== 'L1' || request.alarm) return proceed('pending_dispatch', classified)
  return proceed('pending_dispatch', classified, event('alarm_raised', { level }))
}
