import type { Actor } from '../core/permission/roles.ts'
import type { Intake } from '../core/work-order/intake.ts'
import type { EventFacts } from '../core/work-order/events.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { requestView } from '../store/read/request-view.ts'
import { timeline, type TimelineEntry } from '../store/read/timeline.ts'
import type { App } from './app.ts'
import { openIdentity } from './open-identity.ts'

/** How a request was registered, as its stream tells it. */
export interface Registration {
  /** True where the intake says what was said then. */
  readonly same: boolean
  readonly entry: TimelineEntry & { readonly facts: EventFacts['registered'] }
}

/**
 * The registration of a request whose channel message came again, and whether it is the same message:
 * so a key used twice is told from an answer that got lost, also after a restart.
 */
export async function registrationOf(
  app: App,
  actor: Actor,
  number: RequestNumber,
  intake: Intake,
): Promise<Registration> {
  const [view, [entry]] = await Promise.all([requestView(app.store, number), timeline(app.store.database, number)])
  if (!view || entry?.type !== 'registered') throw new Error(`request ${number} has no registration`)
  const registered = entry as Registration['entry']
  const fields = ['name', 'phone', 'email', 'door', 'ownWords'] as const
  const identity = await openIdentity(app, actor, number, { purpose: 'repeated_message', fields })
  const { facts } = registered
  const then = [
    facts.requestType,
    facts.requesterKind,
    facts.confidentiality,
    facts.serviceCode,
    facts.areaCode,
    facts.earlierNumber,
    view.language,
    view.latitude,
    view.longitude,
    intake.level === null ? null : facts.level,
    ...(identity
      ? [identity.ownWords, ...(intake.requester ? [identity.name, identity.phone, identity.email, identity.door] : [])]
      : []),
  ]
  return { same: JSON.stringify(then) === JSON.stringify(factsOf(intake, identity !== null)), entry: registered }
}

const factsOf = (intake: Intake, withIdentity: boolean): readonly unknown[] => {
  const { requester, place } = intake
  return [
    intake.requestType,
    intake.requesterKind,
    intake.confidentiality,
    intake.serviceCode,
    intake.areaCode,
    intake.earlierNumber,
    intake.language,
    place.latitude,
    place.longitude,
    intake.level,
    ...(withIdentity
      ? [intake.ownWords, ...(requester ? [requester.name, requester.phone, requester.email, requester.door] : [])]
      : []),
  ]
}
