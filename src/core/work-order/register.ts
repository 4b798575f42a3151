import type { AssessmentScope } from '../catalogue/catalogue.ts'
import { dayOf } from '../calendar/zone.ts'
import type { UrgencyLevel } from '../deadline/terms.ts'
import { refuse, type Refused } from '../refusal.ts'
import { unitsOfPlace } from '../routing/route.ts'
import { promiseOf } from './assignment.ts'
import type { Context } from './context.ts'
import { event, type EventTexts, type RequestEvent } from './events.ts'
import type { Intake } from './intake.ts'
import type { RequestState } from './states.ts'

export interface Registration {
  readonly ok: true
  readonly to: RequestState
  readonly events: readonly RequestEvent[]
}

/**
 * Registers what a citizen wants (Regulation, art. 10). With a known service the request waits for
 * dispatch at once; without one, intake or a dispatcher classifies it. Refuses `service_not_found`,
 * `area_not_found`.
 */
export function register(intake: Intake, context: Context): Registration | Refused {
  const { rulebook, now } = context
  const day = dayOf(now, rulebook.pack.timeZone)
  const entry = intake.serviceCode === null ? null : rulebook.service(intake.serviceCode, day)
  if (entry === undefined) return refuse('service_not_found', { field: 'serviceCode' })
  if (intake.areaCode !== null && !rulebook.area(intake.areaCode))
    return refuse('area_not_found', { field: 'areaCode' })
  const level: UrgencyLevel = intake.level ?? entry?.service.level ?? 'L3'
  const registered = event('registered', {
    requestType: intake.requestType,
    requesterKind: intake.requesterKind,
    confidentiality: intake.confidentiality,
    channel: intake.channel,
    serviceCode: entry?.service.code ?? null,
    catalogueVersion: entry?.version ?? null,
    scope: entry ? scopeFor(intake.requestType, entry.service.scope) : null,
    level,
    areaCode: intake.areaCode,
    dispatchDueAt: promiseOf(rulebook, 'dispatch', level, now).dueAt,
    earlierNumber: intake.earlierNumber,
    areaUnits: unitsOfPlace(rulebook, intake.areaCode),
  })
  const events: RequestEvent[] = [{ ...registered, texts: textsOf(intake) }]
  if (level === 'L1') events.push(event('alarm_raised', { level }))
  return { ok: true, to: entry ? 'pending_dispatch' : 'registered', events }
}

/** Praise is passed on and thanked for; it is nobody's complaint and enters no rate. */
export const scopeFor = (requestType: Intake['requestType'], scope: AssessmentScope): AssessmentScope =>
  requestType === 'praise' ? 'none' : scope

export const textsOf = (intake: Intake): EventTexts => ({
  matter: intake.matter,
  ...(intake.title ? { title: intake.title } : {}),
  ...(intake.place.text ? { place: intake.place.text } : {}),
})
