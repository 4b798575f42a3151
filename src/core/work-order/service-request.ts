import type { AssessmentScope } from '../catalogue/catalogue.ts'
import type { UrgencyLevel } from '../deadline/terms.ts'
import type { Day, Instant } from '../time.ts'
import type { Attachment } from './attachment.ts'
import type { Overlay, OverlayKind } from './overlay.ts'
import type {
  Confidentiality,
  RequestDisposition,
  RequesterKind,
  RequestState,
  RequestType,
  Satisfaction,
} from './states.ts'
import { isLive, type WorkOrder } from './work-order.ts'

/** 14 digits: day (YYMMDD), seven-digit sequence, check digit. Text in code and JSON, bigint in SQL. */
export type RequestNumber = string

export type CallbackResult = 'valid' | 'no_answer' | 'busy' | 'wrong_number' | 'later' | 'declined'

/** One attempt to ask the requester (回访). */
export interface CallbackAttempt {
  readonly ordinal: number
  readonly attemptedAt: Instant
  readonly attemptedOn: Day
  readonly attemptedBy: string
  readonly round: number
  readonly result: CallbackResult
  readonly contacted: boolean | null
  readonly resolved: boolean | null
  readonly satisfaction: Satisfaction | null
  readonly unsolvedReason: string | null
  /** The unit that the answer counts for; null when it counts for none. */
  readonly unitCode: string | null
  /** True for the first valid answer only: later ones are shown as after rework. */
  readonly scores: boolean
  /** Taken out of the assessed calibre by a decided exclusion; the record itself stays. */
  readonly excluded: boolean
}

/** What a citizen wants (诉求): the fold of its journal stream. Free text and identity live elsewhere. */
export interface ServiceRequest {
  readonly number: RequestNumber
  /** Sequence of the last journal entry; every command raises it. */
  readonly seq: number
  readonly state: RequestState
  readonly disposition: RequestDisposition | null
  readonly requestType: RequestType
  readonly requesterKind: RequesterKind
  readonly confidentiality: Confidentiality
  readonly channel: string
  readonly serviceCode: string | null
  readonly catalogueVersion: string | null
  readonly scope: AssessmentScope | null
  readonly level: UrgencyLevel
  readonly areaCode: string | null
  readonly registeredAt: Instant
  readonly changedAt: Instant
  readonly settledAt: Instant | null
  readonly dispatchDueAt: Instant | null
  /** The first handling promise made to the requester; kept when a later unit gets another. */
  readonly promisedAt: Instant | null
  /** Handling deadline of the live lead. */
  readonly dueAt: Instant | null
  readonly leadUnit: string | null
  /** District that received the copy (双派) and must urge and coordinate. */
  readonly districtUnit: string | null
  /** When the hotline has to begin its callback; null while held by a ledger entry or already begun. */
  readonly callbackDueAt: Instant | null
  readonly callbackOpenedAt: Instant | null
  /** Not before this instant is the requester tried again. */
  readonly nextAttemptAt: Instant | null
  /** The lead that the first valid callback counts for. */
  readonly scoringUnit: string | null
  readonly hops: number
  /** The authority has designated: no further objection. */
  readonly designatedFinal: boolean
  readonly round: number
  /** The request that this one was merged into. */
  readonly parentNumber: RequestNumber | null
  /** The earlier request that this one continues (reopened, or same matter with a new fact). */
  readonly earlierNumber: RequestNumber | null
  readonly childCount: number
  readonly redirectObjected: boolean
  readonly alarm: boolean
  readonly workOrders: readonly WorkOrder[]
  readonly overlays: readonly Overlay[]
  readonly callbacks: readonly CallbackAttempt[]
  readonly attachments: readonly Attachment[]
}

export const liveLead = (request: ServiceRequest): WorkOrder | undefined =>
  request.workOrders.find((order) => order.role === 'lead' && isLive(order))

export const liveAssists = (request: ServiceRequest): readonly WorkOrder[] =>
  request.workOrders.filter((order) => order.role === 'assist' && isLive(order))

export const lastWorkOrder = (request: ServiceRequest): WorkOrder | undefined =>
  request.workOrders.filter((order) => order.role === 'lead').at(-1)

export const orderAt = (request: ServiceRequest, ordinal: number): WorkOrder | undefined =>
  request.workOrders.find((order) => order.ordinal === ordinal)

/** Whether the lead urged this assistant: its lateness is then not the lead's (first-receiver responsibility). */
export const wasUrged = (request: ServiceRequest, assist: WorkOrder): boolean =>
  request.overlays.some(
    ({ kind, detail }) => kind === 'supervision' && 'workOrder' in detail && detail.workOrder === assist.ordinal,
  )

/** Units whose objection to this request was upheld. */
export const objectedUnits = (request: ServiceRequest): readonly string[] =>
  request.workOrders
    .filter((order) => order.role === 'lead' && order.outcome === 'objection_upheld')
    .map((order) => order.unitCode)

/** The answer that scores, once it was given. */
export const scoredAnswer = (request: ServiceRequest): CallbackAttempt | undefined =>
  request.callbacks.find((attempt) => attempt.scores)

export const hasAnswered = (request: ServiceRequest): boolean =>
  request.callbacks.some((attempt) => attempt.result === 'valid')

/** The newest overlay of a kind, whatever its state. */
export const latest = <K extends OverlayKind>(request: ServiceRequest, kind: K): Overlay<K> | undefined =>
  request.overlays.findLast((overlay) => overlay.kind === kind) as Overlay<K> | undefined

export const overlayAt = <K extends OverlayKind>(
  request: ServiceRequest,
  kind: K,
  ordinal: number,
): Overlay<K> | undefined =>
  request.overlays.find((overlay) => overlay.kind === kind && overlay.ordinal === ordinal) as Overlay<K> | undefined

export const pending = <K extends OverlayKind>(request: ServiceRequest, kind: K): Overlay<K> | undefined =>
  request.overlays.find((o) => o.kind === kind && (o.state === 'open' || o.state === 'active')) as
    Overlay<K> | undefined
