import type { AssessmentScope } from '../catalogue/catalogue.ts'
import type { Deadline } from '../deadline/deadline.ts'
import type { UrgencyLevel } from '../deadline/terms.ts'
import type { ActingRole } from '../permission/roles.ts'
import type { Day, Instant } from '../time.ts'
import type { AttachmentKind, AttachmentType } from './attachment.ts'
import type { CallbackResult, RequestNumber } from './service-request.ts'
import type {
  Confidentiality,
  RequestDisposition,
  RequesterKind,
  RequestState,
  RequestType,
  Satisfaction,
} from './states.ts'

/** One lead or assist assignment as it is stamped. */
export interface Assignment {
  readonly unitCode: string
  readonly signingDueAt: Instant | null
  readonly firstContactDueAt: Instant | null
  readonly deadline: Deadline
}

type Of = { readonly ordinal: number }
type Decided = Of & { readonly granted: boolean }

/**
 * Facts of each event, past tense. They go into the journal for ever, so they hold codes, numbers
 * and instants only: never free text, never anything about a person.
 */
export interface EventFacts {
  registered: {
    requestType: RequestType
    requesterKind: RequesterKind
    confidentiality: Confidentiality
    channel: string
    serviceCode: string | null
    catalogueVersion: string | null
    scope: AssessmentScope | null
    level: UrgencyLevel
    areaCode: string | null
    dispatchDueAt: Instant | null
    earlierNumber: RequestNumber | null
    /** Units responsible for the place itself (subdistrict, district): the request counts as theirs by area. */
    areaUnits: readonly string[]
  }
  classified: {
    serviceCode: string
    catalogueVersion: string
    scope: AssessmentScope
    level: UrgencyLevel
    areaCode: string | null
    /** As in `registered`; empty unless the place became known by this classification. */
    areaUnits: readonly string[]
    dispatchDueAt: Instant
  }
  answered_directly: { article: string }
  answer_rated: { satisfaction: Satisfaction }
  transferred_emergency: { to: string }
  redirect_proposed: { disposition: string; confirmed: boolean }
  redirect_confirmed: Of
  redirect_declined: Of
  redirect_objected: { dispatchDueAt: Instant }
  repeat_informed: { earlier: RequestNumber }
  merged: { parent: RequestNumber }
  unmerged: { parent: RequestNumber; dispatchDueAt: Instant }
  child_attached: { child: RequestNumber }
  child_detached: { child: RequestNumber }
  reopened_as: { later: RequestNumber }
  consultation_opened: { units: readonly string[] }
  consultation_concluded: Of
  dispatched: {
    lead: Assignment
    assists: readonly Assignment[]
    districtUnit: string | null
    reasons: readonly string[]
  }
  /** Taken back by the dispatcher at once: `dispatchDueAt` is the deadline that stood before. */
  dispatch_recalled: { dispatchDueAt: Instant | null }
  designated_within_area: { lead: Assignment; districtUnit: string | null }
  signed: Record<never, never>
  objected: { ground: string; suggestedUnit: string | null; heldState: 'dispatched' | 'signed' }
  objection_upheld: Of & { dispatchDueAt: Instant }
  objection_refused: Of
  designated: Of & { lead: Assignment; districtUnit: string | null }
  contact_recorded: { means: string; reached: boolean }
  handler_assigned: { handler: string }
  assist_added: { assignment: Assignment }
  assist_reported: { workOrder: number; late: boolean }
  assist_urged: { workOrder: number }
  extension_requested: { reason: string; amount: number }
  extension_decided: Decided & { deadline: Deadline | null }
  ledger_requested: { reason: string; owner: string; reviewAt: Instant; step: 'district' | 'authority' }
  ledger_approved: Of & { step: 'district' | 'authority' }
  ledger_refused: Of
  /** Cleared by people or returned by date: the promise moves by the time that it was held. */
  ledger_cleared: Of & { deadline: Deadline }
  ledger_returned: Of & { deadline: Deadline }
  termination_requested: { reason: string; evidence: readonly string[] }
  termination_approved: Of
  termination_refused: Of
  replied: {
    solved: string
    unsolvedReason: string | null
    evidence: readonly string[]
    late: boolean
    callbackDueAt: Instant | null
  }
  reply_returned: { reason: string }
  /** `scope` is how the answer will count: a merged request's is its parent's. */
  callback_opened: { scoringUnit: string | null; expired: boolean; scope: AssessmentScope | null }
  callback_attempted: { result: CallbackResult; on: Day; nextAttemptAt: Instant | null }
  callback_recorded: {
    on: Day
    contacted: boolean
    resolved: boolean
    satisfaction: Satisfaction
    unsolvedReason: string | null
    unitCode: string | null
    scores: boolean
  }
  callback_closed: { disposition: 'unreachable' | 'declined'; on: Day }
  rework_opened: { lead: Assignment; round: number }
  withdrawn: { reason: string }
  fact_added: Record<never, never>
  attached: { hash: string; kind: AttachmentKind; mediaType: AttachmentType; bytes: number }
  contact_corrected: Record<never, never>
  reclassification_requested: { serviceCode: string }
  reclassified: Of & { serviceCode: string; catalogueVersion: string; scope: AssessmentScope }
  reclassification_refused: Of
  supervised: { measure: 'urge' | 'supervise' | 'summon' | 'on_site' }
  supervision_answered: Of
  whistle_opened: { kind: 'comprehensive' | 'key_work' | 'emergency'; departments: readonly string[]; dueAt: Instant }
  whistle_acknowledged: Of & { unitCode: string }
  whistle_arrived: Of & { unitCode: string }
  whistle_missed: Of & { unitCode: string }
  whistle_closed: Of & { mark: number }
  subdistrict_marked: Of & { unitCode: string; mark: number }
  escalated: { to: string }
  escalation_answered: Of
  exclusion_requested: { reason: string; evidence: readonly string[]; answeredOn: Day; dueAt: Instant }
  exclusion_decided: Decided & { answeredOn: Day }
  exclusion_appealed: Of
  exclusion_appeal_decided: Decided & { answeredOn: Day }
  alarm_raised: { level: UrgencyLevel }
  /** A request of the past, without clocks, callback or score; the unit is the one that the catalogue names. */
  imported: {
    disposition: RequestDisposition
    leadUnit: string | null
    districtUnit: string | null
    reasons: readonly string[]
  }
}

export type EventType = keyof EventFacts

/** Free text of an event by name; stored beside the journal, which holds a salted commitment. */
export type EventTexts = Readonly<Record<string, string>>

export type RequestEvent = {
  [T in EventType]: { readonly type: T; readonly facts: EventFacts[T]; readonly texts?: EventTexts }
}[EventType]

/** An event as it happened: what `apply` folds and the journal keeps. */
export type RecordedEvent = RequestEvent & {
  readonly at: Instant
  readonly actorId: string
  readonly actorRole: ActingRole
  readonly actorUnit: string | null
  readonly from: RequestState | null
  readonly to: RequestState
}

export const event = <T extends EventType>(type: T, facts: EventFacts[T]): RequestEvent =>
  ({ type, facts }) as RequestEvent
