import { talliesOf, type Tally } from '../core/assessment/tally.ts'
import type { Notice } from '../core/notice/notice.ts'
import { noticesOf } from '../core/notice/notices-of.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Instant } from '../core/time.ts'
import { apply, begin } from '../core/work-order/apply.ts'
import type { RecordedEvent, RequestEvent } from '../core/work-order/events.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { RequestState } from '../core/work-order/states.ts'
import type { RequestBirth, RequestChange, Task } from '../store/commit.ts'
import type { Loaded } from '../store/recent.ts'
import { correctionTasks } from './correct-period.ts'
import { tasksOf } from './tasks.ts'

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
  /** What else is to be done after the commit. */
  readonly tasks?: readonly Task[]
}

/** Stamps the decided events with who and when, folds them, and counts them. */
export function changeOf(decided: Decided): RequestChange {
  const { number, before, to, actor, now } = decided
  let request: ServiceRequest | null = before?.request ?? null
  let from = request?.state ?? null
  const events: RecordedEvent[] = []
  const tallies: Tally[] = []
  const notices: Notice[] = []
  const corrections: Task[] = []
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
    const counted = talliesOf(request, recorded, next, decided.timeZone)
    tallies.push(...counted)
    corrections.push(...correctionTasks(recorded, next.seq, number, counted, decided.timeZone))
    notices.push(...noticesOf(request, recorded, next))
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
    tasks: [...tasksOf(before?.request ?? null, events, request), ...corrections, ...(decided.tasks ?? [])],
    notices,
    ...(decided.birth ? { birth: decided.birth } : {}),
  }
}
