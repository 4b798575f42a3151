import { decideOverlay, endOrders, openOverlay, patchLead, patchOverlay, withChange } from './apply-tools.ts'
import type { Reducers } from './apply-tools.ts'
import type { mainReducers } from './apply-main.ts'
import type { Deadline } from '../deadline/deadline.ts'
import type { RecordedEvent } from './events.ts'
import type { WhistledDepartment } from './overlay.ts'
import { overlayAt, type ServiceRequest } from './service-request.ts'

/** Events of the overlays: records of their own beside the main line. */
export const overlayReducers: Omit<Reducers, keyof typeof mainReducers> = {
  redirect_proposed: (request, facts, event) =>
    openOverlay(
      request,
      event,
      'redirect',
      { disposition: facts.disposition },
      facts.confirmed ? { state: 'granted' } : {},
    ),
  redirect_confirmed: (request, facts, event) => decideOverlay(request, event, 'redirect', facts.ordinal, 'granted'),
  redirect_declined: (request, facts, event) => decideOverlay(request, event, 'redirect', facts.ordinal, 'refused'),
  redirect_objected: (request, facts) =>
    withChange(request, { redirectObjected: true, dispatchDueAt: facts.dispatchDueAt }),
  consultation_opened: (request, facts, event) => openOverlay(request, event, 'consultation', { units: facts.units }),
  consultation_concluded: (request, facts, event) =>
    decideOverlay(request, event, 'consultation', facts.ordinal, 'closed'),
  extension_requested: (request, facts, event) =>
    openOverlay(request, event, 'extension', { ...facts, workOrder: leadOrdinal(request) }, { dueAt: request.dueAt }),
  extension_decided: (request, facts, event) => {
    const decided = decideOverlay(request, event, 'extension', facts.ordinal, facts.granted ? 'granted' : 'refused')
    return facts.deadline ? promise(decided, facts.deadline) : decided
  },
  ledger_requested: (request, facts, event) =>
    openOverlay(
      request,
      event,
      'ledger',
      { ...facts, workOrder: leadOrdinal(request), activeFrom: null },
      { dueAt: facts.reviewAt },
    ),
  ledger_approved: (request, facts, event) => {
    if (facts.step === 'district') {
      return patchOverlay(request, 'ledger', facts.ordinal, (o) => ({
        ...o,
        detail: { ...o.detail, step: 'authority' },
      }))
    }
    const active = patchOverlay(request, 'ledger', facts.ordinal, (o) => ({
      ...o,
      state: 'active',
      decidedAt: event.at,
      decidedBy: event.actorId,
      detail: { ...o.detail, activeFrom: event.at },
    }))
    // The clock stands still: what falls due next is the review. The promise as stamped stays in the work order's deadline.
    const { reviewAt } = overlayAt(request, 'ledger', facts.ordinal)?.detail ?? { reviewAt: null }
    const held = patchLead(active, (order) => ({ ...order, dueAt: reviewAt ?? order.dueAt }))
    return withChange(held, { callbackDueAt: null, dueAt: reviewAt ?? request.dueAt })
  },
  ledger_refused: (request, facts, event) => decideOverlay(request, event, 'ledger', facts.ordinal, 'refused'),
  ledger_cleared: (request, facts, event) => endLedger(request, event, facts),
  ledger_returned: (request, facts, event) => endLedger(request, event, facts),
  termination_requested: (request, facts, event) =>
    openOverlay(request, event, 'termination', { reason: facts.reason }),
  termination_approved: (request, facts, event) =>
    withChange(endOrders(decideOverlay(request, event, 'termination', facts.ordinal, 'granted'), event, 'terminated'), {
      disposition: 'terminated',
    }),
  termination_refused: (request, facts, event) =>
    decideOverlay(request, event, 'termination', facts.ordinal, 'refused'),
  reclassification_requested: (request, facts, event) =>
    openOverlay(request, event, 'reclassification', {
      fromService: request.serviceCode ?? '',
      toService: facts.serviceCode,
    }),
  reclassified: (request, facts, event) => {
    const { ordinal, ...change } = facts
    return withChange(decideOverlay(request, event, 'reclassification', ordinal, 'granted'), change)
  },
  reclassification_refused: (request, facts, event) =>
    decideOverlay(request, event, 'reclassification', facts.ordinal, 'refused'),
  supervised: (request, facts, event) =>
    openOverlay(request, event, 'supervision', { measure: facts.measure, workOrder: null }),
  supervision_answered: (request, facts, event) =>
    decideOverlay(request, event, 'supervision', facts.ordinal, 'closed'),
  whistle_opened: (request, facts, event) =>
    openOverlay(
      request,
      event,
      'whistle',
      { kind: facts.kind, departments: facts.departments.map(calledDepartment) },
      { state: 'active', dueAt: facts.dueAt },
    ),
  whistle_acknowledged: (request, facts, event) =>
    patchDepartment(request, facts, (d) => ({ ...d, acknowledgedAt: event.at })),
  whistle_arrived: (request, facts, event) => patchDepartment(request, facts, (d) => ({ ...d, arrivedAt: event.at })),
  whistle_missed: (request, facts) => patchDepartment(request, facts, (d) => ({ ...d, missed: true })),
  whistle_closed: (request, facts, event) => {
    const whistle = overlayAt(request, 'whistle', facts.ordinal)
    const marked = patchOverlay(request, 'whistle', facts.ordinal, (o) => ({
      ...o,
      detail: {
        ...o.detail,
        departments: (whistle?.detail.departments ?? []).map((d) => ({ ...d, markBySubdistrict: facts.mark })),
      },
    }))
    return decideOverlay(marked, event, 'whistle', facts.ordinal, 'closed')
  },
  subdistrict_marked: (request, facts) =>
    patchDepartment(request, facts, (d) => ({ ...d, markByDepartment: facts.mark })),
  escalated: (request, facts, event) => openOverlay(request, event, 'escalation', { to: facts.to }),
  escalation_answered: (request, facts, event) => decideOverlay(request, event, 'escalation', facts.ordinal, 'closed'),
  exclusion_requested: (request, facts, event) =>
    openOverlay(
      request,
      event,
      'exclusion',
      { reason: facts.reason, evidence: facts.evidence, appealed: false, answeredOn: facts.answeredOn },
      { unitCode: request.scoringUnit, dueAt: facts.dueAt },
    ),
  exclusion_decided: (request, facts, event) => decideExclusion(request, event, facts),
  exclusion_appealed: (request, facts) =>
    patchOverlay(request, 'exclusion', facts.ordinal, (o) => ({
      ...o,
      state: 'open',
      detail: { ...o.detail, appealed: true },
    })),
  exclusion_appeal_decided: (request, facts, event) => decideExclusion(request, event, facts),
}

const leadOrdinal = (request: ServiceRequest): number =>
  request.workOrders.find((order) => order.role === 'lead' && order.endedAt === null)?.ordinal ?? 0

/** A promise that moved by a recorded command: the live lead's, and with it the callback's. */
const promise = (request: ServiceRequest, deadline: Deadline): ServiceRequest =>
  withChange(
    patchLead(request, (order) => ({ ...order, dueAt: deadline.dueAt, deadline })),
    { dueAt: deadline.dueAt, callbackDueAt: deadline.dueAt },
  )

function endLedger(
  request: ServiceRequest,
  event: RecordedEvent,
  facts: { readonly ordinal: number; readonly deadline: Deadline },
): ServiceRequest {
  return promise(decideOverlay(request, event, 'ledger', facts.ordinal, 'closed'), facts.deadline)
}

const calledDepartment = (unitCode: string): WhistledDepartment => ({
  unitCode,
  acknowledgedAt: null,
  arrivedAt: null,
  missed: false,
  markBySubdistrict: null,
  markByDepartment: null,
})

const patchDepartment = (
  request: ServiceRequest,
  facts: { readonly ordinal: number; readonly unitCode: string },
  patch: (department: WhistledDepartment) => WhistledDepartment,
): ServiceRequest =>
  patchOverlay(request, 'whistle', facts.ordinal, (overlay) => ({
    ...overlay,
    detail: {
      ...overlay.detail,
      departments: overlay.detail.departments.map((d) => (d.unitCode === facts.unitCode ? patch(d) : d)),
    },
  }))

function decideExclusion(
  request: ServiceRequest,
  event: RecordedEvent,
  facts: { readonly ordinal: number; readonly granted: boolean },
): ServiceRequest {
  const decided = decideOverlay(request, event, 'exclusion', facts.ordinal, facts.granted ? 'granted' : 'refused')
  return {
    ...decided,
    callbacks: decided.callbacks.map((callback) =>
      callback.scores ? { ...callback, excluded: facts.granted } : callback,
    ),
  }
}
