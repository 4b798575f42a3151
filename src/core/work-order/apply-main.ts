import { addOrder, decideOverlay, endOrders, leadBy, openOverlay, patchLead, patchOrder, withChange } from './apply-tools.ts'
import type { Reducers } from './apply-tools.ts'
import type { EventFacts, EventType, RecordedEvent } from './events.ts'
import type { CallbackAttempt, ServiceRequest } from './service-request.ts'

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
  classified: (request, facts) => withChange(request, facts),
  answered_directly: keep,
  answer_rated: (request) => withChange(request, { disposition: 'answered' }),
  transferred_emergency: keep,
  repeat_informed: (request, facts) => withChange(request, { earlierNumber: facts.earlier }),
  merged: (request, facts) => withChange(request, { parentNumber: facts.parent, dispatchDueAt: null }),
  unmerged: (request) => withChange(request, { parentNumber: null, dispatchDueAt: request.changedAt }),
  child_attached: (request) => withChange(request, { childCount: request.childCount + 1 }),
  child_detached: (request) => withChange(request, { childCount: request.childCount - 1 }),
  reopened_as: keep,
  dispatched: (request, facts, event) =>
    facts.assists.reduce(
      (r, assist) => addOrder(r, event, 'assist', assist),
      leadBy(withChange(request, { districtUnit: facts.districtUnit }), event, facts.lead),
    ),
  designated_within_area: (request, facts, event) =>
    leadBy(endOrders(request, event, 'coordinated', 'lead'), event, facts.lead, facts.designated),
  signed: (request, _, event) => patchLead(request, (order) => ({ ...order, signedAt: event.at })),
  objected: (request, facts, event) => {
    const lead = request.workOrders.find((order) => order.role === 'lead' && order.endedAt === null)
    return openOverlay(request, event, 'objection', {
      ground: facts.ground,
      workOrder: lead?.ordinal ?? 0,
      hop: request.hops + 1,
      heldState: facts.heldState,
      dispatchedBy: lead?.dispatchedBy ?? '',
    })
  },
  objection_upheld: (request, facts, event) =>
    withChange(endOrders(decideOverlay(request, event, 'objection', facts.ordinal, 'granted'), event, 'objection_upheld'), {
      hops: request.hops + 1,
      leadUnit: null,
      dueAt: null,
      callbackDueAt: null,
      callbackOpenedAt: null,
      scoringUnit: null,
      dispatchDueAt: event.at,
    }),
  objection_refused: (request, facts, event) => decideOverlay(request, event, 'objection', facts.ordinal, 'refused'),
  designated: (request, facts, event) => {
    const ended = endOrders(
      decideOverlay(request, event, 'objection', facts.ordinal, 'granted'),
      event,
      'objection_upheld',
    )
    const next = withChange(ended, {
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
  assist_urged: keep,
  replied: (request, facts, event) =>
    withChange(
      patchLead(request, (order) => ({ ...order, repliedAt: event.at, repliedLate: facts.late })),
      facts.callbackDueAt === null ? {} : { callbackDueAt: facts.callbackDueAt },
    ),
  reply_returned: (request) => withChange(request, { callbackDueAt: request.dueAt }),
  callback_opened: (request, facts, event) =>
    withChange(lapseOverlays(request, event), {
      callbackOpenedAt: event.at,
      callbackDueAt: null,
      nextAttemptAt: event.at,
      scoringUnit: facts.scoringUnit,
    }),
  callback_attempted: (request, facts, event) =>
    withChange(addAttempt(request, event, { attemptedOn: facts.on, result: facts.result }), {
      nextAttemptAt: facts.nextAttemptAt,
    }),
  callback_recorded: (request, facts, event) => recordAnswer(request, facts, event),
  callback_closed: (request, facts) => withChange(request, { disposition: facts.disposition, nextAttemptAt: null }),
  rework_opened: (request, facts, event) =>
    leadBy(withChange(endOrders(request, event, 'returned'), { round: facts.round }), event, facts.lead, true),
  withdrawn: keep,
  fact_added: keep,
  contact_corrected: keep,
  alarm_raised: (request) => withChange(request, { alarm: true }),
  imported: (request, facts) => withChange(request, { disposition: facts.disposition }),
}

function recordAnswer(
  request: ServiceRequest,
  facts: EventFacts['callback_recorded'],
  event: RecordedEvent,
): ServiceRequest {
  const answered = addAttempt(request, event, {
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

/** What waited for a decision that the expired limit has overtaken. An objection stays open: it is still decided. */
function lapseOverlays(request: ServiceRequest, event: RecordedEvent): ServiceRequest {
  const lapsing = new Set(['termination', 'extension'])
  return {
    ...request,
    overlays: request.overlays.map((overlay) =>
      overlay.state === 'open' && lapsing.has(overlay.kind)
        ? { ...overlay, state: 'lapsed', decidedAt: event.at, decidedBy: event.actorId }
        : overlay,
    ),
  }
}
