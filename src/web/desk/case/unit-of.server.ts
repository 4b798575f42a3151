import type { Actor } from '../../../core/permission/roles.ts'
import { forbidden } from '../staff.server.ts'

const roles: readonly Actor['role'][] = ['unit_head', 'unit_handler', 'community_worker']

/** The unit whose day it is; these pages are for nobody else. */
export function unitOf(actor: Actor): string {
  if (!roles.includes(actor.role) || actor.unit === undefined) throw forbidden()
  return actor.unit
}
