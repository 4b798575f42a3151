import type { Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { SealedIdentity } from '../commit.ts'
import type { Database } from '../database.ts'

/** Who looks at whose identity, and why. */
export interface Look {
  readonly number: string
  readonly at: Instant
  readonly actor: Actor
  readonly purpose: string
  /** Names of the fields, separated by spaces; `refused` where nothing is shown. */
  readonly fields: string
}

const insertLook = `insert into identity.access_record (number, at, actor_id, actor_role, actor_unit, purpose, fields)
  values ($1, $2, $3, $4, $5, $6, $7)`

const valuesOf = ({ number, at, actor, purpose, fields }: Look): unknown[] => [
  number,
  new Date(at),
  actor.id,
  actor.role,
  actor.unit ?? null,
  purpose,
  fields,
]

/** Writes down a look that was refused: it can never be taken back either. */
export async function noteLook(database: Database, look: Look): Promise<void> {
  await database.query({ name: 'note_look', text: insertLook, values: valuesOf(look) })
}

/**
 * Writes the look down and reads what is sealed, in one statement: there is no reading without a
 * record. Null for an anonymous or a forgotten requester.
 */
export async function readSealedIdentity(database: Database, look: Look): Promise<SealedIdentity | null> {
  const result = await database.query<SealedIdentity>({
    name: 'read_sealed_identity',
    text: `with noted as (${insertLook})
      select key_version as "keyVersion", wrapped_key as "wrappedKey", sealed, phone_index as "phoneIndex"
      from identity.requester where number = $1 and wrapped_key is not null and sealed is not null`,
    values: valuesOf(look),
  })
  return result.rows[0] ?? null
}
