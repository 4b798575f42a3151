import { talliesOf, type Tally } from '../core/assessment/tally.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Instant } from '../core/time.ts'
import { apply, begin } from '../core/work-order/apply.ts'
import type { RecordedEvent, RequestEvent } from '../core/work-order/events.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { RequestState } from '../core/work-order/states.ts'
import type { RequestBirth, RequestChange, Task } from '../store/commit.ts'
import type { Loaded } from '../store/load.ts'

/** A decision on one request's stream, ready to be written. */
export interface Decided {
  readonly number: RequestNumber
  readonly before: Loaded | null
  readonly to: RequestState
  readonly events: readonly RequestEvent[]
  readonly actor: Actor
  readonly now: Instant
  readonly timeZone: string
  readonly birth?: RequestBirth
}

/** Stamps the decided events with who and when, folds them, and counts them. */
export function changeOf(decided: Decided): RequestChange {
  const { number, before, to, actor, now } = decided
  let request: ServiceRequest | null = before?.request ?? null
  let from = request?.state ?? null
  const events: RecordedEvent[] = []
  const tallies: Tally[] = []
  for (const decidedEvent of decided.events) {
    const recorded: RecordedEvent = {
      ...decidedEvent,
      at: now,
      actorId: actor.id,
      actorRole: actor.role,
      actorUnit: actor.unit ?? null,
      from,
      to,
    }
    const next: ServiceRequest = request ? apply(request, recorded) : begin(number, recorded)
    tallies.push(...talliesOf(request, recorded, next, decided.timeZone))
    events.push(recorded)
    request = next
    from = to
  }
  if (!request) throw new Error(`a decision on ${number} without events`)
  return {
    before: before?.request ?? null,
    after: request,
    headHash: before?.headHash ?? null,
    events,
    tallies,
    tasks: tasksOf(events, request),
    ...(decided.birth ? { birth: decided.birth } : {}),
  }
}

/** What has to be done after the commit, by event. */
function tasksOf(events: readonly RecordedEvent[], request: ServiceRequest): readonly Task[] {
  const tasks: Task[] = []
  const { number } = request
  for (const event of events) {
    const arrived = event.type === 'registered' || event.type === 'classified' || event.type === 'objection_upheld'
    if (arrived && request.state === 'pending_dispatch') {
      tasks.push({ task: 'dispatch_by_rule', payload: { number }, jobKey: `dispatch:${number}` })
    }
    if (event.type === 'callback_opened' && request.childCount > 0) {
      tasks.push({ task: 'open_child_callbacks', payload: { number }, jobKey: `children:${number}` })
    }
  }
  return tasks
}
