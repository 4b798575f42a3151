import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { ActingRole, Actor } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import { isPending, type OverlayKind, type OverlayState } from '../../../core/work-order/overlay.ts'
import { liveAssists, liveLead, type ServiceRequest } from '../../../core/work-order/service-request.ts'
import type { RequestDisposition, RequestState, RequestType } from '../../../core/work-order/states.ts'
import type { RequestView } from '../../../store/read/request-view.ts'
import type { TimelineEntry } from '../../../store/read/timeline.ts'
import { photoData, type PhotoData } from '../../kit/photos.tsx'
import type { MovesState } from '../../kit/moves.server.ts'
import type { PageContext } from '../../page-context.ts'
import type { Called } from './call-panel.tsx'
import { nextClock, type OrderClock } from './order-clock.ts'

/** Whether the citizen can be called: the details stay closed for whoever asked to stay unknown. */
export type MayCall = 'yes' | 'anonymous' | 'hidden'

export interface ContactData {
  readonly seq: number
  readonly at: Instant
  readonly means: 'phone' | 'visit' | 'message'
  readonly isReached: boolean
  readonly note: string
  readonly role: ActingRole
}

export interface AskData {
  readonly ordinal: number
  readonly kind: OverlayKind
  readonly state: OverlayState
  readonly reason: string
  readonly unit: string
  readonly openedAt: Instant
  readonly dueAt: Instant | null
}

export interface AssistData {
  readonly ordinal: number
  readonly unit: string
  readonly dueAt: Instant
}

export interface HistoryData {
  readonly number: string
  readonly unit: string
  readonly settledAt: Instant
  readonly disposition: RequestDisposition | null
  readonly isResolved: boolean | null
  readonly upheld: number
}

/** One order as whoever handles it sees it. */
export interface CaseData {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly isAlarm: boolean
  readonly requestType: RequestType
  readonly title: string
  readonly matter: string
  readonly place: string
  readonly area: string
  readonly service: string
  readonly unit: string
  readonly round: number
  readonly earlierNumber: string | null
  readonly dispatchedAt: Instant | null
  readonly signedAt: Instant | null
  readonly contactedAt: Instant | null
  readonly repliedAt: Instant | null
  readonly clock: OrderClock | null
  /** How the handling deadline was counted. */
  readonly why: string
  readonly mayCall: MayCall
  readonly contacts: readonly ContactData[]
  readonly asks: readonly AskData[]
  readonly assists: readonly AssistData[]
  readonly photos: readonly PhotoData[]
  /** Why the hotline sent the last reply back; empty where it did not. */
  readonly returned: string
}

export function mayCallOf(request: ServiceRequest, actor: Actor, { house }: PageContext): MayCall {
  if (request.confidentiality === 'anonymous') return 'anonymous'
  return house.canRead(actor, 'identity', request) ? 'yes' : 'hidden'
}

export function caseOf(
  { request, title, matter, place }: RequestView,
  entries: readonly TimelineEntry[],
  actor: Actor,
  page: PageContext,
): CaseData {
  const { house, visit } = page
  const lead = liveLead(request)
  const unitName = (code: string | null): string => house.unitName(code, visit.language)
  return {
    number: request.number,
    seq: request.seq,
    state: request.state,
    level: request.level,
    isAlarm: request.alarm,
    requestType: request.requestType,
    title,
    matter,
    place,
    area: house.areaName(request.areaCode, visit.language),
    service: house.serviceName(request, visit.language),
    unit: unitName(request.leadUnit),
    round: request.round,
    earlierNumber: request.earlierNumber,
    dispatchedAt: lead?.dispatchedAt ?? null,
    signedAt: lead?.signedAt ?? null,
    contactedAt: lead?.firstContactAt ?? null,
    repliedAt: lead?.repliedAt ?? null,
    clock: lead && lead.repliedAt === null ? nextClock(lead) : null,
    why: lead ? house.explain(lead.deadline, visit.language) : '',
    mayCall: mayCallOf(request, actor, page),
    contacts: contactsOf(entries),
    asks: asksOf(request, page),
    assists: liveAssists(request).map(({ ordinal, unitCode, dueAt }) => ({ ordinal, unit: unitName(unitCode), dueAt })),
    photos: photoData(house.attachmentsOf(actor, request), unitName),
    returned: returnedWhy(entries, page),
  }
}

/** Every attempt to reach the citizen, the newest first. */
const contactsOf = (entries: readonly TimelineEntry[]): readonly ContactData[] =>
  entries
    .filter(({ type }) => type === 'contact_recorded')
    .toReversed()
    .map(({ seq, at, facts, texts, actorRole }) => ({
      seq,
      at,
      means: facts['means'] as ContactData['means'],
      isReached: facts['reached'] === true,
      note: texts['note'] ?? '',
      role: actorRole,
    }))

const asksOf = (request: ServiceRequest, { house, visit }: PageContext): readonly AskData[] =>
  request.overlays.filter(isPending).map((overlay) => ({
    ordinal: overlay.ordinal,
    kind: overlay.kind,
    state: overlay.state,
    reason: 'reason' in overlay.detail ? house.reasonName(overlay.detail.reason, visit.language) : '',
    unit: house.unitName('to' in overlay.detail ? overlay.detail.to : overlay.unitCode, visit.language),
    openedAt: overlay.openedAt,
    dueAt: overlay.dueAt,
  }))

/** The last thing that was said about a reply, where it came back and no other was sent since. */
function returnedWhy(entries: readonly TimelineEntry[], { house, visit }: PageContext): string {
  const last = entries.findLast(({ type }) => type === 'replied' || type === 'reply_returned')
  if (last?.type !== 'reply_returned') return ''
  const code = last.facts['reason']
  const reason = typeof code === 'string' ? house.reasonName(code, visit.language) : ''
  return [reason, last.texts['note'] ?? ''].filter((part) => part !== '').join(': ')
}

/** Ended requests of the same kind at the same place. */
export async function historyOf(
  request: ServiceRequest,
  { house, visit }: PageContext,
  unit?: string,
): Promise<readonly HistoryData[]> {
  const { areaCode, serviceCode, number } = request
  if (areaCode === null || serviceCode === null) return []
  const place = { areaCode, serviceCode, except: number, ...(unit === undefined ? {} : { unit }) }
  const found = await house.placeHistory(place, 5)
  return found.map(({ unit: code, resolved, ...one }) => ({
    ...one,
    unit: house.unitName(code, visit.language),
    isResolved: resolved,
  }))
}

/** What the page shows again after a form was sent. */
export interface CaseState extends MovesState {
  readonly called?: Called
  /** Files that wait to be put to the order. */
  readonly photos?: readonly string[]
}

/** Proof that the unit sent for its own order: it need not be sent again. */
export const ownProof = (request: ServiceRequest): readonly string[] =>
  request.attachments
    .filter(({ unitCode, addedAt }) => {
      const lead = liveLead(request)
      return lead !== undefined && unitCode === lead.unitCode && addedAt >= lead.dispatchedAt
    })
    .map(({ hash }) => hash)
