import { dayOf } from '../calendar/zone.ts'
import type { Refused } from '../refusal.ts'
import { route } from '../routing/route.ts'
import type { Context } from './context.ts'
import { event, type RequestEvent } from './events.ts'
import type { Intake } from './intake.ts'
import { register, type Registration } from './register.ts'

/**
 * A request of the past without an outcome: registered at its own time (`now`) and closed as imported,
 * with the unit that the catalogue names, and without clocks, alarms, callback or score. Refuses as
 * `register` does.
 */
export function importPast(intake: Intake, context: Context): Registration | Refused {
  const registration = register(intake, context)
  if (!registration.ok) return registration
  const { rulebook, now } = context
  const registered = registration.events[0]
  if (registered?.type !== 'registered') throw new Error('a registration begins with registered')
  const { serviceCode, areaCode } = registered.facts
  const found = serviceCode === null ? null : route(rulebook, serviceCode, areaCode, dayOf(now, rulebook.pack.timeZone))
  const events: RequestEvent[] = [
    { ...registered, facts: { ...registered.facts, dispatchDueAt: null } },
    event('imported', {
      disposition: 'imported',
      leadUnit: found?.lead ?? null,
      districtUnit: found?.districtUnit ?? null,
      reasons: found?.reasons ?? ['service_unknown'],
    }),
  ]
  return { ok: true, to: 'closed', events }
}
