import type { EventFacts, EventType, RecordedEvent } from './events.ts'
import { overlayReducers } from './apply-overlays.ts'
import { lapse, withChange, type Reducers } from './apply-tools.ts'
import { overlayKinds, type OverlayKind } from './overlay.ts'
import type { RequestNumber, ServiceRequest } from './service-request.ts'
import { dispositionOnEntering } from './settling.ts'
import { isSettled } from './states.ts'
import { mainReducers } from './apply-main.ts'

/** Assessment goes on after the end; a whistle that is still open after the close is closed and marked by both sides. */
const endWithRequest: readonly OverlayKind[] = overlayKinds.filter((kind) => kind !== 'exclusion')
const endWithClose: readonly OverlayKind[] = endWithRequest.filter((kind) => kind !== 'whistle')

const reducers: Reducers = { ...mainReducers, ...overlayReducers }

/** The first event of every stream. */
export function begin(number: RequestNumber, first: RecordedEvent): ServiceRequest {
  if (first.type !== 'registered') throw new Error(`stream ${number} does not begin with registered`)
  const { dispatchDueAt, areaUnits: _, ...facts } = first.facts
  return {
    ...facts,
    number,
    seq: 1,
    state: first.to,
    disposition: null,
    registeredAt: first.at,
    changedAt: first.at,
    settledAt: null,
    dispatchDueAt,
    promisedAt: null,
    dueAt: null,
    leadUnit: null,
    districtUnit: null,
    callbackDueAt: null,
    callbackOpenedAt: null,
    nextAttemptAt: null,
    scoringUnit: null,
    hops: 0,
    designatedFinal: false,
    round: 1,
    parentNumber: null,
    childCount: 0,
    redirectObjected: false,
    alarm: false,
    workOrders: [],
    overlays: [],
    callbacks: [],
    attachments: [],
  }
}

/** Folds one recorded event into the request. Total: an event that was recorded always applies. */
export function apply(request: ServiceRequest, event: RecordedEvent): ServiceRequest {
  const reduce = reducers[event.type] as (
    r: ServiceRequest,
    facts: EventFacts[EventType],
    e: RecordedEvent,
  ) => ServiceRequest
  const next = reduce(request, event.facts, event)
  const moved = { ...next, seq: request.seq + 1, state: event.to, changedAt: event.at }
  if (!isSettled(event.to)) return { ...moved, settledAt: null, disposition: null }
  return request.settledAt !== null && request.state === event.to ? moved : settle(moved, event)
}

function settle(request: ServiceRequest, event: RecordedEvent): ServiceRequest {
  const rest = request.state === 'withdrawn' ? 'withdrawn' : 'expired'
  const isRated = request.state === 'closed' && request.scoringUnit !== null
  const lapsed = lapse(request, event, isRated ? endWithClose : endWithRequest)
  return withChange(lapsed, {
    settledAt: event.at,
    disposition: request.disposition ?? dispositionOnEntering(event.to),
    callbackDueAt: null,
    nextAttemptAt: null,
    dispatchDueAt: null,
    workOrders: request.workOrders.map((order) =>
      order.endedAt === null
        ? { ...order, endedAt: event.at, outcome: order.repliedAt !== null && rest === 'expired' ? 'replied' : rest }
        : order,
    ),
  })
}

/** The request as its whole stream tells it. */
export function replay(number: RequestNumber, events: readonly RecordedEvent[]): ServiceRequest {
  const [first, ...rest] = events
  if (!first) throw new Error(`stream ${number} is empty`)
  return rest.reduce(apply, begin(number, first))
}
