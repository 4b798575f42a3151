import type { Actor, ActingRole } from '../../core/permission/roles.ts'
import type { EventType } from '../../core/work-order/events.ts'
import type { Change } from '../../store/read/changes.ts'

const newForLead: readonly EventType[] = [
  'dispatched',
  'designated',
  'designated_within_area',
  'rework_opened',
  'reply_returned',
  'supervised',
  'objection_refused',
  'extension_decided',
  'ledger_refused',
  'termination_refused',
]

/** What lands on the desk of the hotline's own people. */
const newForRole: Partial<Readonly<Record<ActingRole, readonly EventType[]>>> = {
  dispatcher: ['objection_upheld', 'alarm_raised'],
  reviewer: ['objected', 'exclusion_requested'],
  shift_lead: ['redirect_proposed', 'termination_requested', 'reclassification_requested'],
  assessment_officer: ['exclusion_appealed'],
  supervisor: ['alarm_raised'],
}

/** Whether a change is news for the reader's own desk: somebody else did it, and now it is his turn. */
export function concerns(change: Change, actor: Actor): boolean {
  if (change.actorId === actor.id) return false
  if (newForRole[actor.role]?.includes(change.type)) return true
  const { unit } = actor
  if (unit === undefined) return false
  if (newForLead.includes(change.type)) return change.leads.at(-1) === unit
  if (change.type === 'assist_added') return change.assists.at(-1) === unit
  if (change.type === 'whistle_opened') return change.whistled.includes(unit)
  return change.type === 'escalated' && change.asked.at(-1) === unit
}
