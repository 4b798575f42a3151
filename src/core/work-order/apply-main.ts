import {
  addOrder,
  boundToLead,
  decideOverlay,
  endAssistOf,
  endOrders,
  lapse,
  leadBy,
  openOverlay,
  patchLead,
  patchOrder,
  withChange,
} from './apply-tools.ts'
import type { Reducers } from './apply-tools.ts'
import type { Attachment } from './attachment.ts'
import type { EventFacts, EventType, RecordedEvent } from './events.ts'
import type { OverlayKind } from './overlay.ts'
import { liveLead, orderAt, type CallbackAttempt, type ServiceRequest } from './service-request.ts'

type MainEvent = Exclude<
  EventType,
  | `extension_${string}`
  | `ledger_${string}`
  | `termination_${string}`
  | `reclassifi${string}`
  | `supervi${string}`
  | `whistle_${string}`
  | 'subdistrict_marked'
  | `escalat${string}`
  | `exclusion_${string}`
  | `redirect_${string}`
  | `consultation_${string}`
>

const keep = (request: ServiceRequest): ServiceRequest => request

/** Events of the main line, of dispatch, handling and callback. */
export const mainReducers: Pick<Reducers, MainEvent> = {
  registered: keep,
  classified: (request, { areaUnits: _, ...facts }) => withChange(request, facts),
  answered_directly: keep,
  answer_rated: (request) => withChange(request, { disposition: 'answered' }),
  transferred_emergency: keep,
  repeat_informed: (request, facts) => withChange(request, { earlierNumber: facts.earlier }),
  merged: (request, facts) => withChange(request, { parentNumber: facts.parent, dispatchDueAt: null }),
  unmerged: (request, facts) => withChange(request, { parentNumber: null, dispatchDueAt: facts.dispatchDueAt }),
  child_attached: (request) => withChange(request, { childCount: request.childCount + 1 }),
  child_detached: (request) => withChange(request, { childCount: request.childCount - 1 }),
  reopened_as: keep,
  dispatched: (request, facts, event) =>
    facts.assists.reduce(
      (r, assist) => addOrder(r, event, 'assist', assist),
      leadBy(withChange(request, { districtUnit: facts.districtUnit }), event, facts.lead),
    ),
  // As if it had never gone out; only what the requester was promised first stays.
  dispatch_recalled: (request, facts, event) =>
    withChange(endOrders(lapse(request, event, boundToLead), event, 'recalled'), {
      leadUnit: null,
      dueAt: null,
      callbackDueAt: null,
      districtUnit: null,
      dispatchDueAt: facts.dispatchDueAt,
    }),
  designated_within_area: (request, facts, event) => {
    const ended = endOrders(lapse(request, event, boundToLead), event, 'coordinated', 'lead')
    const free = endAssistOf(ended, event, facts.lead.unitCode)
    return leadBy(withChange(free, { districtUnit: facts.districtUnit }), event, facts.lead, true)
  },
  signed: (request, _, event) => patchLead(request, (order) => ({ ...order, signedAt: event.at })),
  objected: (request, facts, event) => {
    const lead = liveLead(request)
    // Who objects has evidently received the order: the signing clock stops.
    const received = patchLead(request, (order) => ({ ...order, signedAt: order.signedAt ?? event.at }))
    return openOverlay(received, event, 'objection', {
      ground: facts.ground,
      workOrder: lead?.ordinal ?? 0,
      hop: request.hops + 1,
      heldState: facts.heldState,
      dispatchedBy: lead?.dispatchedBy ?? '',
    })
  },
  objection_upheld: (request, facts, event) =>
    withChange(endObjectedOrders(request, event, facts.ordinal), {
      hops: request.hops + 1,
      leadUnit: null,
      dueAt: null,
      callbackDueAt: null,
      callbackOpenedAt: null,
      nextAttemptAt: null,
      scoringUnit: null,
      districtUnit: null,
      dispatchDueAt: facts.dispatchDueAt,
    }),
  objection_refused: (request, facts, event) => decideOverlay(request, event, 'objection', facts.ordinal, 'refused'),
  designated: (request, facts, event) => {
    const next = withChange(endObjectedOrders(request, event, facts.ordinal), {
      hops: request.hops + 1,
      designatedFinal: true,
      scoringUnit: null,
      districtUnit: facts.districtUnit,
    })
    return leadBy(next, event, facts.lead, true)
  },
  contact_recorded: (request, facts, event) =>
    facts.reached
      ? patchLead(request, (order) => ({ ...order, firstContactAt: order.firstContactAt ?? event.at }))
      : request,
  handler_assigned: (request, facts) => patchLead(request, (order) => ({ ...order, handler: facts.handler })),
  assist_added: (request, facts, event) => addOrder(request, event, 'assist', facts.assignment),
  assist_reported: (request, facts, event) =>
    patchOrder(request, facts.workOrder, (order) => ({
      ...order,
      repliedAt: event.at,
      repliedLate: facts.late,
      endedAt: event.at,
      outcome: 'replied',
    })),
  assist_urged: (request, facts, event) =>
    openOverlay(
      request,
      event,
      'supervision',
      { measure: 'urge', workOrder: facts.workOrder },
      { state: 'closed', unitCode: orderAt(request, facts.workOrder)?.unitCode ?? null },
    ),
  replied: (request, facts, event) =>
    withChange(
      patchLead(request, (order) => ({ ...order, repliedAt: event.at, repliedLate: facts.late })),
      facts.callbackDueAt === null ? {} : { callbackDueAt: facts.callbackDueAt },
    ),
  // A reply that was sent back is no reply: the clock that it had stopped runs on.
  reply_returned: (request) =>
    withChange(
      patchLead(request, (order) => ({ ...order, repliedAt: null, repliedLate: false })),
      { callbackDueAt: request.dueAt },
    ),
  callback_opened: (request, facts, event) =>
    withChange(lapse(request, event, overtakenByCallback), {
      // The day of the first opening decides the period; a rework is asked about again, not counted again.
      callbackOpenedAt: request.callbackOpenedAt ?? event.at,
      callbackDueAt: null,
      nextAttemptAt: event.at,
      scoringUnit: facts.scoringUnit,
      scope: facts.scope,
    }),
  callback_attempted: (request, facts, event) =>
    withChange(addAttempt(request, event, { attemptedOn: facts.on, result: facts.result }), {
      nextAttemptAt: facts.nextAttemptAt,
    }),
  callback_recorded: (request, facts, event) => recordAnswer(request, facts, event),
  // Who answered once and is not reached after the rework has rated all the same.
  callback_closed: (request, facts) =>
    withChange(request, {
      disposition: request.callbacks.some((attempt) => attempt.result === 'valid') ? 'rated' : facts.disposition,
      nextAttemptAt: null,
    }),
  rework_opened: (request, facts, event) =>
    patchLead(
      leadBy(withChange(endOrders(request, event, 'returned'), { round: facts.round }), event, facts.lead, true),
      (order) => ({ ...order, signedAt: event.at }),
    ),
  withdrawn: keep,
  fact_added: keep,
  attached: (request, facts, event) => addAttachment(request, facts, event),
  contact_corrected: keep,
  alarm_raised: (request) => withChange(request, { alarm: true }),
  imported: (request, { reasons: _, ...facts }) => withChange(request, facts),
}

/** An expired limit overtakes what waited for a decision. An objection stays open: it is still decided. */
const overtakenByCallback: readonly OverlayKind[] = ['termination', 'extension', 'ledger', 'reclassification']

const endObjectedOrders = (request: ServiceRequest, event: RecordedEvent, ordinal: number): ServiceRequest =>
  endOrders(
    lapse(decideOverlay(request, event, 'objection', ordinal, 'granted'), event, boundToLead),
    event,
    'objection_upheld',
  )

function recordAnswer(
  request: ServiceRequest,
  facts: EventFacts['callback_recorded'],
  event: RecordedEvent,
): ServiceRequest {
  // The rating is final: an objection that is still open can no longer take the answer away.
  const answered = addAttempt(lapse(request, event, ['objection']), event, {
    attemptedOn: facts.on,
    result: 'valid',
    contacted: facts.contacted,
    resolved: facts.resolved,
    satisfaction: facts.satisfaction,
    unsolvedReason: facts.unsolvedReason,
    unitCode: facts.unitCode,
    scores: facts.scores,
  })
  return withChange(answered, { disposition: 'rated', nextAttemptAt: null })
}

function addAttachment(request: ServiceRequest, facts: EventFacts['attached'], event: RecordedEvent): ServiceRequest {
  const attachment: Attachment = {
    ...facts,
    ordinal: request.attachments.length + 1,
    addedAt: event.at,
    addedBy: event.actorId,
    unitCode: event.actorUnit,
  }
  return { ...request, attachments: [...request.attachments, attachment] }
}

function addAttempt(
  request: ServiceRequest,
  event: RecordedEvent,
  attempt: Pick<CallbackAttempt, 'attemptedOn' | 'result'> & Partial<CallbackAttempt>,
): ServiceRequest {
  const callback: CallbackAttempt = {
    ordinal: request.callbacks.length + 1,
    attemptedAt: event.at,
    attemptedBy: event.actorId,
    round: request.round,
    contacted: null,
    resolved: null,
    satisfaction: null,
    unsolvedReason: null,
    unitCode: null,
    scores: false,
    excluded: false,
    ...attempt,
  }
  return { ...request, callbacks: [...request.callbacks, callback] }
}
