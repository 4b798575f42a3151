import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface UnitContact {
  readonly email: string | null
  readonly phone: string | null
  /** Kinds of notice that are not sent to the unit; its inbox has them all the same. */
  readonly muted: readonly string[]
}

export interface ContactChange extends UnitContact {
  readonly unitCode: string
  readonly at: Instant
  readonly by: string
}

export async function writeUnitContact(database: Database, change: ContactChange): Promise<void> {
  const { unitCode, email, phone, muted, at, by } = change
  await database.query({
    name: 'write_unit_contact',
    text: `insert into unit_contact (unit_code, email, phone, muted, changed_at, changed_by)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (unit_code) do update set email = excluded.email, phone = excluded.phone, muted = excluded.muted,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    values: [unitCode, email, phone, muted, new Date(at), by],
  })
}
