import type { Rulebook } from '../catalogue/rulebook.ts'
import { unitRoles, type Actor, type ActingRole } from '../permission/roles.ts'
import { toHotline } from './notice.ts'

const watchers: readonly ActingRole[] = ['shift_lead', 'supervisor']

/** Whose inbox somebody reads: their unit's, or the hotline's for those who watch over the city. Null for others. */
export function inboxOf({ role, unit }: Actor, rulebook: Rulebook): string | null {
  const isOfUnit = (unitRoles as readonly ActingRole[]).includes(role)
  if (isOfUnit) return unit ?? null
  if (!watchers.includes(role)) return null
  return unit === undefined || rulebook.unit(unit)?.kind === 'city' ? toHotline : unit
}
