import type { Assignment, EventFacts, EventType, RecordedEvent } from './events.ts'
import { isPending, type Overlay, type OverlayDetails, type OverlayKind, type OverlayState } from './overlay.ts'
import type { ServiceRequest } from './service-request.ts'
import type { WorkOrder, WorkOrderOutcome } from './work-order.ts'

export type Reducer<T extends EventType> = (
  request: ServiceRequest,
  facts: EventFacts[T],
  event: RecordedEvent,
) => ServiceRequest
export type Reducers = { readonly [T in Exclude<EventType, 'registered'>]: Reducer<T> } & {
  readonly registered: Reducer<'registered'>
}

export const withChange = (request: ServiceRequest, change: Partial<ServiceRequest>): ServiceRequest => ({
  ...request,
  ...change,
})

/** Changes the live lead, if there is one. */
export const patchLead = (request: ServiceRequest, patch: (order: WorkOrder) => WorkOrder): ServiceRequest => ({
  ...request,
  workOrders: request.workOrders.map((order) =>
    order.role === 'lead' && order.endedAt === null ? patch(order) : order,
  ),
})

export const patchOrder = (
  request: ServiceRequest,
  ordinal: number,
  patch: (order: WorkOrder) => WorkOrder,
): ServiceRequest => ({
  ...request,
  workOrders: request.workOrders.map((order) => (order.ordinal === ordinal ? patch(order) : order)),
})

export function endOrders(
  request: ServiceRequest,
  event: RecordedEvent,
  outcome: WorkOrderOutcome,
  role?: 'lead',
): ServiceRequest {
  return {
    ...request,
    workOrders: request.workOrders.map((order) =>
      order.endedAt === null && (!role || order.role === role) ? { ...order, endedAt: event.at, outcome } : order,
    ),
  }
}

/** A unit that assisted and now leads is no longer its own assistant. */
export const endAssistOf = (request: ServiceRequest, event: RecordedEvent, unitCode: string): ServiceRequest => ({
  ...request,
  workOrders: request.workOrders.map((order) =>
    order.endedAt === null && order.role === 'assist' && order.unitCode === unitCode
      ? { ...order, endedAt: event.at, outcome: 'coordinated' }
      : order,
  ),
})

export function addOrder(
  request: ServiceRequest,
  event: RecordedEvent,
  role: 'lead' | 'assist',
  assignment: Assignment,
  designated = false,
): ServiceRequest {
  const order: WorkOrder = {
    ordinal: request.workOrders.length + 1,
    role,
    unitCode: assignment.unitCode,
    round: request.round,
    dispatchedAt: event.at,
    dispatchedBy: event.actorId,
    dispatchDueAt: role === 'lead' ? request.dispatchDueAt : null,
    designated,
    signingDueAt: assignment.signingDueAt,
    firstContactDueAt: assignment.firstContactDueAt,
    dueAt: assignment.deadline.dueAt,
    deadline: assignment.deadline,
    signedAt: null,
    firstContactAt: null,
    repliedAt: null,
    repliedLate: false,
    handler: null,
    endedAt: null,
    outcome: null,
  }
  return { ...request, workOrders: [...request.workOrders, order] }
}

/** A new live lead: its clock is the request's, and the hotline calls back when it has run out. */
export function leadBy(
  request: ServiceRequest,
  event: RecordedEvent,
  assignment: Assignment,
  designated = false,
): ServiceRequest {
  const dueAt = assignment.deadline.dueAt
  return withChange(addOrder(request, event, 'lead', assignment, designated), {
    leadUnit: assignment.unitCode,
    dueAt,
    promisedAt: request.promisedAt ?? dueAt,
    callbackDueAt: dueAt,
    dispatchDueAt: null,
    // A rework keeps when the requester was first to be asked, and for whom: that day decides the period.
    callbackOpenedAt: request.round === 1 ? null : request.callbackOpenedAt,
    nextAttemptAt: null,
    scoringUnit: request.round === 1 ? null : request.scoringUnit,
  })
}

export function openOverlay<K extends OverlayKind>(
  request: ServiceRequest,
  event: RecordedEvent,
  kind: K,
  detail: OverlayDetails[K],
  more: { state?: OverlayState; unitCode?: string | null; dueAt?: number | null } = {},
): ServiceRequest {
  const overlay: Overlay<K> = {
    ordinal: request.overlays.length + 1,
    kind,
    state: more.state ?? 'open',
    unitCode: more.unitCode ?? request.leadUnit,
    openedAt: event.at,
    openedBy: event.actorId,
    dueAt: more.dueAt ?? null,
    decidedAt: null,
    decidedBy: null,
    detail,
  }
  return { ...request, overlays: [...request.overlays, overlay] }
}

export const patchOverlay = <K extends OverlayKind>(
  request: ServiceRequest,
  kind: K,
  ordinal: number,
  patch: (overlay: Overlay<K>) => Overlay<K>,
): ServiceRequest => ({
  ...request,
  overlays: request.overlays.map((overlay) =>
    overlay.kind === kind && overlay.ordinal === ordinal ? (patch(overlay as Overlay<K>) as Overlay) : overlay,
  ),
})

/** What is asked by or of the live lead, and means nothing once another unit leads. */
export const boundToLead: readonly OverlayKind[] = [
  'extension',
  'ledger',
  'termination',
  'supervision',
  'whistle',
  'escalation',
]

/** Pending overlays of these kinds end undecided: the main line has overtaken them. */
export const lapse = (
  request: ServiceRequest,
  event: RecordedEvent,
  kinds: readonly OverlayKind[],
): ServiceRequest => ({
  ...request,
  overlays: request.overlays.map((overlay) =>
    isPending(overlay) && kinds.includes(overlay.kind)
      ? { ...overlay, state: 'lapsed', decidedAt: event.at, decidedBy: event.actorId }
      : overlay,
  ),
})

/** Ends an overlay with a decision. */
export const decideOverlay = (
  request: ServiceRequest,
  event: RecordedEvent,
  kind: OverlayKind,
  ordinal: number,
  state: OverlayState,
): ServiceRequest =>
  patchOverlay(request, kind, ordinal, (overlay) => ({
    ...overlay,
    state,
    decidedAt: event.at,
    decidedBy: event.actorId,
  }))
