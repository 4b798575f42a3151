import type { ActingRole } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** A look at a requester's details, as the requester may know it: which role of which unit and why, never who. */
export interface LookTaken {
  readonly at: Instant
  readonly role: ActingRole
  readonly unit: string | null
  readonly purpose: string
  /** The look was asked for and refused: nothing was shown. */
  readonly isRefused: boolean
}

/** More than anybody reads; the auditor's page has them all. */
const most = 50

/** Who looked at the identity behind a request, newest first; the caller has asked whether the reader may know. */
export async function whoLooked(database: Database, number: string): Promise<readonly LookTaken[]> {
  const result = await database.query<{
    at: Instant
    role: ActingRole
    unit: string | null
    purpose: string
    fields: string
  }>({
    name: 'who_looked',
    text: `select at, actor_role as role, actor_unit as unit, purpose, fields from identity.access_record
      where number = $1 order by id desc limit $2`,
    values: [number, most],
  })
  return result.rows.map(({ fields, ...look }) => ({ ...look, isRefused: fields === 'refused' }))
}
