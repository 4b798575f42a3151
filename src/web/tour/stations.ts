import type { Role } from '../../core/permission/roles.ts'
import type { RequestState } from '../../core/work-order/states.ts'

/** The people of the loop in the order in which a request meets them. */
export const stations = ['citizen', 'intake_agent', 'dispatcher', 'unit_head', 'callback_agent'] as const
export type Station = (typeof stations)[number]

/** Those beside the loop, for whoever wants to see more. */
export const besides = [
  'shift_lead',
  'reviewer',
  'district_centre',
  'supervisor',
  'assessment_officer',
  'system_admin',
] as const satisfies readonly Role[]

/** Who has the next move with a request in a state; null where only time has. */
export function nextStation(state: RequestState): Station | (typeof besides)[number] | null {
  switch (state) {
    case 'registered':
    case 'pending_dispatch':
    case 'pre_consultation':
      return 'dispatcher'
    case 'redirect_review':
    case 'termination_review':
      return 'shift_lead'
    case 'objection_review':
      return 'reviewer'
    case 'dispatched':
    case 'signed':
    case 'in_handling':
      return 'unit_head'
    case 'callback_pending':
      return 'callback_agent'
    case 'answered_directly':
      return 'citizen'
    default:
      return null
  }
}
