import type { Recusal } from './recusal.ts'

/** Roles of design.md section 5. `system` is the product itself (jobs, channels); nobody can be given it. */
export const roles = [
  'requester',
  'intake_agent',
  'shift_lead',
  'dispatcher',
  'reviewer',
  'district_centre',
  'unit_head',
  'unit_handler',
  'community_worker',
  'callback_agent',
  'supervisor',
  'analyst',
  'assessment_officer',
  'knowledge_editor',
  'auditor',
  'system_admin',
] as const
export type Role = (typeof roles)[number]
export type ActingRole = Role | 'system'

/** Roles that act for a unit and therefore must name one. */
export const unitRoles = [
  'district_centre',
  'unit_head',
  'unit_handler',
  'community_worker',
] as const satisfies readonly Role[]

/** Who acts. `id` names an account or token, never a person's name. */
export interface Actor {
  readonly id: string
  readonly role: ActingRole
  /** Code of the unit acted for; present for `unitRoles`. */
  readonly unit?: string
  /** The only request a requester's access code opens. */
  readonly requestNumber?: string
  /** What the account declared an interest in and stays out of; absent where it declared nothing. */
  readonly recusal?: Recusal
}
