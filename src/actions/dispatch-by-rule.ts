import { dayOf } from '../core/calendar/zone.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Rulebook } from '../core/catalogue/rulebook.ts'
import { refuse } from '../core/refusal.ts'
import { route } from '../core/routing/route.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { Instant } from '../core/time.ts'
import type { App, Outcome } from './app.ts'
import { execute } from './execute.ts'

/** What the rule has to know of a request. */
export type Dispatchable = Pick<ServiceRequest, 'state' | 'serviceCode' | 'areaCode' | 'level' | 'hops'>

/**
 * Whether the catalogue alone may dispatch: an automatic service with a lead that it names, no
 * emergency (a person confirms those), and nothing that a unit has already objected to with success.
 */
export function isForTheRule(request: Dispatchable, rulebook: Rulebook, now: Instant): boolean {
  const { state, serviceCode, areaCode, level, hops } = request
  if (state !== 'pending_dispatch' || serviceCode === null || level === 'L1' || hops > 0) return false
  const day = dayOf(now, rulebook.pack.timeZone)
  if (rulebook.service(serviceCode, day)?.service.mode !== 'automatic') return false
  return route(rulebook, serviceCode, areaCode, day).lead !== null
}

/** Dispatches a request by the catalogue's rule; `person_required` where a dispatcher has to decide. */
export async function dispatchByRule(app: App, actor: Actor, number: RequestNumber): Promise<Outcome> {
  const loaded = await app.store.load(number)
  if (!loaded) return refuse('request_not_found')
  // A dispatcher who took a dispatch back has something else in mind than the rule.
  const wasRecalled = loaded.request.workOrders.some((order) => order.outcome === 'recalled')
  if (wasRecalled || !isForTheRule(loaded.request, app.rulebook, app.clock.now())) return refuse('person_required')
  return execute(app, actor, number, { name: 'dispatch', input: {} })
}
