import type { NoticeTemplate } from '../catalogue/city-pack.ts'
import type { EventFacts, EventType, RecordedEvent } from '../work-order/events.ts'
import { liveLead, overlayAt, type ServiceRequest } from '../work-order/service-request.ts'
import { toHotline, toRequester, type Notice, type NoticeChannel, type NoticeKind } from './notice.ts'

/** An event with the request before and after it. */
export interface Happened<T extends EventType = EventType> {
  readonly before: ServiceRequest | null
  readonly event: RecordedEvent & { readonly type: T; readonly facts: EventFacts[T] }
  readonly after: ServiceRequest
}

/** What the words of a notice are filled with, beside the number. */
export type Says = Partial<Pick<Notice, 'unitCode' | 'dueAt' | 'reason'>>

/** One row: after what, which notice, to whom, by which ways beside the page. */
export interface NoticeRule {
  readonly kind: NoticeKind
  /** Whose template of the pack, and what it calls the occasion. */
  readonly template: Pick<NoticeTemplate, 'to' | 'on'>
  /** Ways beside the page, where the installation has them and the recipient gave an address. */
  readonly by: readonly NoticeChannel[]
  /** Goes out at night too, and cannot be turned off by a unit. */
  readonly isUrgent?: true
  /** May be taken back within seconds (undo), so it waits before it goes out, and stays in where it no longer holds. */
  readonly isRecallable?: true
  /** Article of the Regulation, or `proposal` for our own configurable rule. */
  readonly basis: string
}

const requester = (on: string): NoticeRule['template'] => ({ to: 'requester', on })
const unit = (on: string): NoticeRule['template'] => ({ to: 'unit', on })
const both = ['email', 'sms'] as const

/** Every kind of notice, whole. What a pack has no template for is not sent, and stands on no page. */
export const noticeRules: readonly NoticeRule[] = [
  { kind: 'registered', template: requester('registered'), by: both, basis: '8, 10' },
  { kind: 'dispatched', template: requester('dispatched'), by: both, isRecallable: true, basis: '8, 12' },
  { kind: 'contacted', template: requester('contact_recorded'), by: ['email'], basis: '15 para 1' },
  { kind: 'extended', template: requester('extension_decided'), by: both, basis: '15 para 2' },
  { kind: 'ledger', template: requester('ledger_approved'), by: both, basis: 'proposal (5.3)' },
  { kind: 'replied', template: requester('replied'), by: both, basis: '15 para 3' },
  { kind: 'callback', template: requester('callback_opened'), by: ['email'], basis: '23' },
  { kind: 'closed', template: requester('callback_recorded'), by: both, basis: '8, 23' },
  { kind: 'unreachable', template: requester('callback_closed'), by: both, basis: '23' },
  { kind: 'terminated', template: requester('termination_approved'), by: both, basis: '15 para 3' },
  { kind: 'merged', template: requester('merged'), by: both, basis: '8' },
  { kind: 'redirected', template: requester('redirect_confirmed'), by: both, basis: '11' },
  { kind: 'excluded', template: requester('exclusion_decided'), by: both, basis: 'proposal (5.2)' },
  { kind: 'order_new', template: unit('dispatched'), by: ['email'], isRecallable: true, basis: '13' },
  {
    kind: 'order_urgent',
    template: unit('urgent_dispatched'),
    by: ['email', 'sms', 'voice'],
    isUrgent: true,
    basis: '11(1), 13',
  },
  { kind: 'order_assist', template: unit('assist_added'), by: ['email'], basis: '14' },
  { kind: 'order_again', template: unit('rework_opened'), by: ['email'], basis: '23, proposal' },
  { kind: 'due_soon', template: unit('due_soon'), by: both, basis: 'proposal' },
  { kind: 'overdue', template: unit('overdue'), by: both, basis: '5, 23' },
  { kind: 'supervised', template: unit('supervised'), by: both, basis: '5, 12' },
  { kind: 'assist_urged', template: unit('assist_urged'), by: ['email'], basis: '14' },
  { kind: 'whistled', template: unit('whistle_opened'), by: both, basis: '16' },
  { kind: 'objection_upheld', template: unit('objection_upheld'), by: ['email'], basis: '12 para 3' },
  { kind: 'objection_refused', template: unit('objection_refused'), by: ['email'], basis: '12 para 3, 14' },
  { kind: 'reply_returned', template: unit('reply_returned'), by: ['email'], basis: '15 para 3' },
  {
    kind: 'district_urgent',
    template: { to: 'district', on: 'urgent_dispatched' },
    by: ['email', 'sms'],
    isUrgent: true,
    basis: '12, 13',
  },
  { kind: 'district_overdue', template: { to: 'district', on: 'overdue' }, by: ['email'], basis: '12' },
  { kind: 'alarm', template: { to: 'supervisor', on: 'alarm_raised' }, by: [], basis: '11(1)' },
  { kind: 'whistle_missed', template: { to: 'supervisor', on: 'whistle_missed' }, by: [], basis: '16, 33' },
]

const byKind = new Map(noticeRules.map((rule) => [rule.kind, rule]))

export function noticeRule(kind: NoticeKind): NoticeRule {
  const rule = byKind.get(kind)
  if (!rule) throw new Error(`no rule for the notice ${kind}`)
  return rule
}

/** Who is told what after an event. */
export type Told = readonly [kind: NoticeKind, recipient: string | null | undefined, says?: Says]

const isUrgent = ({ level, alarm }: ServiceRequest): boolean => level === 'L1' || alarm

function newLead(after: ServiceRequest, lead: EventFacts['designated']['lead']): readonly Told[] {
  const says = { unitCode: lead.unitCode, dueAt: lead.deadline.dueAt }
  const urgent = isUrgent(after)
  return [
    ['dispatched', toRequester, says],
    [urgent ? 'order_urgent' : 'order_new', lead.unitCode, says],
    // A district that leads itself has been told already.
    ...(urgent && after.districtUnit !== lead.unitCode
      ? ([['district_urgent', after.districtUnit, says]] satisfies readonly Told[])
      : []),
  ]
}

/** The requester hears where the answer no longer counts, and why; the answer itself stays as it was given. */
function exclusionTold({ event, after }: Happened<'exclusion_decided' | 'exclusion_appeal_decided'>): readonly Told[] {
  if (!event.facts.granted) return []
  const reason = overlayAt(after, 'exclusion', event.facts.ordinal)?.detail.reason ?? null
  return [['excluded', toRequester, { unitCode: after.scoringUnit, reason }]]
}

/** After which event who is told what. Events that are not here are nobody's notice. */
export const told: { readonly [T in EventType]?: (happened: Happened<T>) => readonly Told[] } = {
  registered: () => [['registered', toRequester]],
  alarm_raised: () => [['alarm', toHotline]],
  dispatched: ({ event: { facts }, after }) => [
    ...newLead(after, facts.lead),
    ...facts.assists.map((assist): Told => [
      'order_assist',
      assist.unitCode,
      { unitCode: assist.unitCode, dueAt: assist.deadline.dueAt },
    ]),
  ],
  designated_within_area: ({ event, after }) => newLead(after, event.facts.lead),
  designated: ({ before, event, after }) => [
    ...newLead(after, event.facts.lead),
    ['objection_upheld', before?.leadUnit, { unitCode: before?.leadUnit ?? null }],
  ],
  assist_added: ({ event: { facts } }) => [
    [
      'order_assist',
      facts.assignment.unitCode,
      { unitCode: facts.assignment.unitCode, dueAt: facts.assignment.deadline.dueAt },
    ],
  ],
  assist_urged: ({ event: { facts }, after }) => {
    const order = after.workOrders.find(({ ordinal }) => ordinal === facts.workOrder)
    return [['assist_urged', order?.unitCode, { unitCode: order?.unitCode ?? null, dueAt: order?.dueAt ?? null }]]
  },
  rework_opened: ({ event: { facts } }) => [
    ['order_again', facts.lead.unitCode, { unitCode: facts.lead.unitCode, dueAt: facts.lead.deadline.dueAt }],
  ],
  // The first time that the requester was reached; the unit may well call again.
  contact_recorded: ({ before, event, after }) =>
    event.facts.reached && before && liveLead(before)?.firstContactAt === null
      ? [['contacted', toRequester, ofLead(after)]]
      : [],
  extension_decided: ({ event, after }) =>
    event.facts.granted
      ? [
          [
            'extended',
            toRequester,
            { ...ofLead(after), reason: overlayAt(after, 'extension', event.facts.ordinal)?.detail.reason ?? null },
          ],
        ]
      : [],
  // The district's approval is half of it. Once it holds, it is the day of review that counts for the requester.
  ledger_approved: ({ event, after }) => {
    const entry = overlayAt(after, 'ledger', event.facts.ordinal)
    if (entry?.state !== 'active') return []
    const { reviewAt, reason } = entry.detail
    return [['ledger', toRequester, { unitCode: after.leadUnit, dueAt: reviewAt, reason }]]
  },
  replied: ({ after }) => [['replied', toRequester, ofLead(after)]],
  reply_returned: ({ event, after }) => [
    ['reply_returned', after.leadUnit, { ...ofLead(after), reason: event.facts.reason }],
  ],
  objection_upheld: ({ before }) => [['objection_upheld', before?.leadUnit, { unitCode: before?.leadUnit ?? null }]],
  objection_refused: ({ after }) => [['objection_refused', after.leadUnit, ofLead(after)]],
  // The product's own reminder of a limit that ran out says what the notice of the moment says.
  supervised: ({ event, after }) =>
    event.actorRole === 'system' && event.facts.measure === 'urge' && (after.dueAt ?? event.at) <= event.at
      ? []
      : [['supervised', after.leadUnit, ofLead(after)]],
  whistle_opened: ({ event: { facts }, after }) =>
    facts.departments.map((department): Told => [
      'whistled',
      department,
      { unitCode: after.leadUnit, dueAt: facts.dueAt },
    ]),
  whistle_missed: ({ event: { facts } }) => [['whistle_missed', toHotline, { unitCode: facts.unitCode }]],
  merged: () => [['merged', toRequester]],
  redirect_proposed: ({ event: { facts } }) =>
    facts.confirmed ? [['redirected', toRequester, { reason: facts.disposition }]] : [],
  redirect_confirmed: ({ event, after }) => [
    [
      'redirected',
      toRequester,
      { reason: overlayAt(after, 'redirect', event.facts.ordinal)?.detail.disposition ?? null },
    ],
  ],
  callback_opened: () => [['callback', toRequester]],
  callback_recorded: ({ after }) => (after.state === 'closed' ? [['closed', toRequester]] : []),
  callback_closed: () => [['unreachable', toRequester]],
  termination_approved: () => [['terminated', toRequester]],
  exclusion_decided: exclusionTold,
  exclusion_appeal_decided: exclusionTold,
}

const ofLead = (after: ServiceRequest): Says => ({ unitCode: after.leadUnit, dueAt: after.dueAt })
