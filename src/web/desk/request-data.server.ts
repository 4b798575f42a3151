import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { ActingRole, Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import type { OverlayKind, OverlayState } from '../../core/work-order/overlay.ts'
import {
  liveAssists,
  liveLead,
  type CallbackResult,
  type ServiceRequest,
} from '../../core/work-order/service-request.ts'
import type {
  Confidentiality,
  RequestDisposition,
  RequestState,
  RequestType,
  Satisfaction,
} from '../../core/work-order/states.ts'
import type { WorkOrderOutcome } from '../../core/work-order/work-order.ts'
import type { RequestView } from '../../store/read/request-view.ts'
import type { TimelineEntry } from '../../store/read/timeline.ts'
import type { PageContext } from '../page-context.ts'

/** A clock that runs, or that has been met or missed. */
export interface ClockData {
  readonly name: 'dispatch' | 'signing' | 'firstContact' | 'handling' | 'assist' | 'callback'
  readonly dueAt: Instant
  readonly metAt: Instant | null
  /** How the deadline was counted; empty where only the time is kept. */
  readonly why: string
}

export interface WorkOrderData {
  readonly ordinal: number
  readonly role: 'lead' | 'assist'
  readonly unit: string
  readonly round: number
  readonly dispatchedAt: Instant
  readonly signedAt: Instant | null
  readonly contactedAt: Instant | null
  readonly repliedAt: Instant | null
  readonly isLate: boolean
  readonly dueAt: Instant
  readonly why: string
  readonly outcome: WorkOrderOutcome | null
}

export interface OverlayData {
  readonly ordinal: number
  readonly kind: OverlayKind
  readonly state: OverlayState
  readonly unit: string
  readonly reason: string
  readonly openedAt: Instant
  readonly dueAt: Instant | null
  readonly decidedAt: Instant | null
}

export interface CallbackData {
  readonly ordinal: number
  readonly at: Instant
  readonly result: CallbackResult
  readonly contacted: boolean | null
  readonly resolved: boolean | null
  readonly satisfaction: Satisfaction | null
}

export interface EntryData {
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly role: ActingRole
  readonly unit: string
  /** Whom the event gave the request to. */
  readonly toUnit: string
  readonly texts: readonly { readonly name: string; readonly words: string }[]
}

/** One request as the page of staff shows it. */
export interface RequestData {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly disposition: RequestDisposition | null
  readonly requestType: RequestType
  readonly confidentiality: Confidentiality
  readonly channel: string
  readonly level: UrgencyLevel
  readonly isAlarm: boolean
  readonly service: string
  readonly area: string
  readonly title: string
  readonly matter: string
  readonly place: string
  readonly registeredAt: Instant
  readonly leadUnit: string
  readonly districtUnit: string
  readonly promisedAt: Instant | null
  readonly earlierNumber: string | null
  readonly parentNumber: string | null
  readonly childCount: number
  readonly clocks: readonly ClockData[]
  readonly workOrders: readonly WorkOrderData[]
  readonly overlays: readonly OverlayData[]
  readonly callbacks: readonly CallbackData[]
  readonly entries: readonly EntryData[]
}

export function viewOf(
  view: RequestView,
  entries: readonly TimelineEntry[],
  actor: Actor,
  page: PageContext,
): RequestData {
  const { house, visit } = page
  const { request } = view
  const { language } = visit
  const unitName = (code: string | null): string => house.unitName(code, language)
  const seesUnits = house.canRead(actor, 'units', request)
  const seesCallback = house.canRead(actor, 'callback', request)
  return {
    number: request.number,
    seq: request.seq,
    state: request.state,
    disposition: request.disposition,
    requestType: request.requestType,
    confidentiality: request.confidentiality,
    channel: request.channel,
    level: request.level,
    registeredAt: request.registeredAt,
    isAlarm: request.alarm,
    service: house.serviceName(request, language),
    area: house.areaName(request.areaCode, language),
    title: view.title,
    matter: view.matter,
    place: view.place,
    leadUnit: seesUnits ? unitName(request.leadUnit) : '',
    districtUnit: seesUnits ? unitName(request.districtUnit) : '',
    promisedAt: request.promisedAt,
    earlierNumber: request.earlierNumber,
    parentNumber: request.parentNumber,
    childCount: request.childCount,
    clocks: clocksOf(request, actor, page),
    workOrders: seesUnits ? workOrdersOf(request, page) : [],
    overlays: seesUnits ? overlaysOf(request, page) : [],
    callbacks: seesCallback ? request.callbacks.map(callbackOf) : [],
    entries: entries
      .filter((entry) => seesCallback || !callbackEvents.has(entry.type))
      .map((entry) => entryOf(entry, unitName)),
  }
}

const callbackEvents = new Set<EventType>(['callback_attempted', 'callback_recorded', 'callback_closed'])

/** The clocks that matter now: of dispatch until it is done, then those of the live lead, then the callback's. */
function clocksOf(request: ServiceRequest, actor: Actor, { house, visit }: PageContext): readonly ClockData[] {
  const clocks: ClockData[] = []
  const add = (name: ClockData['name'], dueAt: Instant | null, metAt: Instant | null, why = ''): void => {
    if (dueAt !== null) clocks.push({ name, dueAt, metAt, why })
  }
  const lead = liveLead(request)
  if (!lead && request.settledAt === null && request.leadUnit === null) add('dispatch', request.dispatchDueAt, null)
  if (lead) {
    add('signing', lead.signingDueAt, lead.signedAt)
    add('firstContact', lead.firstContactDueAt, lead.firstContactAt)
    add('handling', lead.dueAt, lead.repliedAt, house.explain(lead.deadline, visit.language))
  }
  const assist = liveAssists(request).find((order) => order.unitCode === actor.unit)
  if (assist) add('assist', assist.dueAt, assist.repliedAt, house.explain(assist.deadline, visit.language))
  add('callback', request.callbackDueAt, request.callbackOpenedAt)
  return clocks
}

const workOrdersOf = (request: ServiceRequest, { house, visit }: PageContext): readonly WorkOrderData[] =>
  request.workOrders.map((order) => ({
    ordinal: order.ordinal,
    role: order.role,
    unit: house.unitName(order.unitCode, visit.language),
    round: order.round,
    dispatchedAt: order.dispatchedAt,
    signedAt: order.signedAt,
    contactedAt: order.firstContactAt,
    repliedAt: order.repliedAt,
    isLate: order.repliedLate,
    dueAt: order.dueAt,
    why: house.explain(order.deadline, visit.language),
    outcome: order.outcome,
  }))

const overlaysOf = (request: ServiceRequest, { house, visit }: PageContext): readonly OverlayData[] =>
  request.overlays.map((overlay) => ({
    ordinal: overlay.ordinal,
    kind: overlay.kind,
    state: overlay.state,
    unit: house.unitName(overlay.unitCode, visit.language),
    reason: 'reason' in overlay.detail ? house.reasonName(overlay.detail.reason, visit.language) : '',
    openedAt: overlay.openedAt,
    dueAt: overlay.dueAt,
    decidedAt: overlay.decidedAt,
  }))

const callbackOf = (attempt: ServiceRequest['callbacks'][number]): CallbackData => ({
  ordinal: attempt.ordinal,
  at: attempt.attemptedAt,
  result: attempt.result,
  contacted: attempt.contacted,
  resolved: attempt.resolved,
  satisfaction: attempt.satisfaction,
})

function entryOf(entry: TimelineEntry, unitName: (code: string | null) => string): EntryData {
  const lead = entry.facts['lead'] as { readonly unitCode: string } | undefined
  return {
    seq: entry.seq,
    at: entry.at,
    type: entry.type,
    role: entry.actorRole,
    unit: unitName(entry.actorUnit),
    toUnit: lead ? unitName(lead.unitCode) : '',
    // The matter stands at the top of the page already.
    texts: entry.type === 'registered' ? [] : Object.entries(entry.texts).map(([name, words]) => ({ name, words })),
  }
}
