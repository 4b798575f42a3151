import type { Role } from '../../core/permission/roles.ts'

/** Why a request stands in somebody's queue. The overlay kinds are the decisions that wait. */
export type QueueTask =
  | 'intake'
  | 'dispatch'
  | 'lead'
  | 'copy'
  | 'assist'
  | 'whistle'
  | 'escalation'
  | 'callback'
  | 'overdue'
  | 'objection'
  | 'extension'
  | 'ledger'
  | 'termination'
  | 'redirect'
  | 'reclassification'
  | 'exclusion'
  | 'appeal'

/** One source of a queue: an ordered walk over one partial index. `$1` is the unit, `$2` the instant now. */
export interface QueuePart {
  readonly task: QueueTask
  readonly from: string
  readonly sortAt: string
  /** The clock that this piece of work runs against. */
  readonly dueAt: string
  readonly where: string
}

// The predicates repeat the words of the partial indexes: a plan made once can then use them.
const waiting = `r.state in ('registered', 'redirect_review', 'pending_dispatch', 'pre_consultation')`
const held = `r.state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied')`
const running = `r.state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review')`
const undecided = `o.state in ('open', 'active') and o.state = 'open'`
const request = 'service_request r'
const withOverlay = 'overlay o join service_request r on r.number = o.number'

const dispatchClock = (task: QueueTask, states: string): QueuePart => ({
  task,
  from: request,
  sortAt: 'r.dispatch_due_at',
  dueAt: 'r.dispatch_due_at',
  where: `${waiting} and r.state in (${states})`,
})

const decision = (task: QueueTask, kind: string, more = ''): QueuePart => ({
  task,
  from: withOverlay,
  sortAt: 'o.opened_at',
  dueAt: 'o.due_at',
  where: `o.kind = '${kind}' and ${undecided}${more}`,
})

const lead: QueuePart = {
  task: 'lead',
  from: request,
  sortAt: 'r.due_at',
  dueAt: 'r.due_at',
  where: `${held} and r.lead_unit = $1`,
}
const copy: QueuePart = {
  task: 'copy',
  from: request,
  sortAt: 'r.due_at',
  dueAt: 'r.due_at',
  where: `${held} and r.district_unit is not null and r.district_unit = $1 and r.lead_unit <> $1`,
}
const assist: QueuePart = {
  task: 'assist',
  from: 'work_order w join service_request r on r.number = w.number',
  sortAt: 'w.due_at',
  dueAt: 'w.due_at',
  where: `w.role = 'assist' and w.ended_at is null and w.unit_code = $1`,
}
const whistle: QueuePart = {
  ...decision('whistle', 'whistle'),
  where: `o.kind = 'whistle' and o.state in ('open', 'active')
    and o.detail -> 'departments' @> jsonb_build_array(jsonb_build_object('unitCode', $1::text))`,
}
const escalation = decision('escalation', 'escalation', ` and o.detail ->> 'to' = $1`)
const callback: QueuePart = {
  task: 'callback',
  from: request,
  sortAt: 'r.next_attempt_at',
  dueAt: 'r.next_attempt_at',
  where: `r.state = 'callback_pending'`,
}
/** A supervisor of a district sees the district's; one of the city (no unit) sees all. */
const overseen = `($1::text is null or r.district_unit = $1 or r.lead_unit = $1)`
const overdue: QueuePart = {
  task: 'overdue',
  from: request,
  sortAt: 'r.due_at',
  dueAt: 'r.due_at',
  where: `${running} and r.due_at < $2 and ${overseen}`,
}

const unitWork = [lead, assist, whistle, escalation]

/** What each role works on. A role that is not listed has no queue. */
export const queueParts: Partial<Readonly<Record<Role, readonly QueuePart[]>>> = {
  intake_agent: [dispatchClock('intake', `'registered'`)],
  dispatcher: [dispatchClock('dispatch', `'registered', 'pending_dispatch', 'pre_consultation'`)],
  shift_lead: [
    decision('redirect', 'redirect'),
    decision('reclassification', 'reclassification'),
    decision('extension', 'extension'),
    decision('termination', 'termination'),
  ],
  reviewer: [
    decision('objection', 'objection'),
    decision('extension', 'extension'),
    decision('ledger', 'ledger'),
    decision('termination', 'termination'),
    decision('exclusion', 'exclusion', ` and o.detail -> 'appealed' = 'false'::jsonb`),
  ],
  assessment_officer: [decision('appeal', 'exclusion', ` and o.detail -> 'appealed' = 'true'::jsonb`)],
  district_centre: [lead, copy, escalation],
  unit_head: unitWork,
  unit_handler: unitWork,
  community_worker: [assist],
  callback_agent: [callback],
  supervisor: [overdue, decision('reclassification', 'reclassification', ` and ${overseen}`)],
}
