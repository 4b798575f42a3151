import { noticeKinds } from '../core/notice/notice.ts'
import { noticeRule } from '../core/notice/rules.ts'
import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import { checkInput } from '../core/text/check-input.ts'
import type { InputShape } from '../core/text/input-field.ts'
import { writeUnitContact, type UnitContact } from '../store/write/unit-contact.ts'
import type { App } from './app.ts'

const fields = {
  email: { kind: 'email', optional: true },
  phone: { kind: 'phone', optional: true },
} as const satisfies InputShape

/** Kinds that a unit may have left out of its mail: its own, and none that is urgent. */
export const mutableKinds = noticeKinds.filter((kind) => {
  const { template, isUrgent, by } = noticeRule(kind)
  return (template.to === 'unit' || template.to === 'district') && isUrgent !== true && by.length > 0
})

/**
 * Sets where a unit's duty desk is reached, and what it does not want sent. Its head or district centre does it, or
 * an administrator. Refuses `not_permitted`, `unit_not_found`, `email`, `phone`, `not_a_choice`.
 */
export async function changeUnitContact(
  app: App,
  actor: Actor,
  unitCode: string,
  { email, phone, muted }: { readonly email: string; readonly phone: string; readonly muted: readonly string[] },
): Promise<{ readonly ok: true; readonly contact: UnitContact } | Refused> {
  const isOwn = (actor.role === 'unit_head' || actor.role === 'district_centre') && actor.unit === unitCode
  if (!isOwn && actor.role !== 'system_admin') return refuse('not_permitted')
  if (!app.rulebook.unit(unitCode)) return refuse('unit_not_found', { field: 'unitCode' })
  const strange = muted.find((kind) => !(mutableKinds as readonly string[]).includes(kind))
  if (strange !== undefined)
    return refuse('not_a_choice', { field: 'muted', facts: { choices: mutableKinds.join(', ') } })
  const checked = checkInput(fields, { email, phone }, { phones: app.rulebook.pack, controls: 'strip' })
  if (!checked.ok) return { ok: false, refusal: checked.problems[0] ?? { code: 'required' } }
  const contact: UnitContact = {
    email: (checked.input['email'] as string | undefined) ?? null,
    phone: (checked.input['phone'] as string | undefined) ?? null,
    muted: [...new Set(muted)].sort(),
  }
  await writeUnitContact(app.store.database, { unitCode, ...contact, at: app.clock.now(), by: actor.id })
  return { ok: true, contact }
}
