import type { Role } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** A bearer token as it is kept: its hash, never itself. */
export interface AccessToken {
  readonly id: string
  readonly role: Role
  readonly unitCode: string | null
  readonly label: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
}

export async function insertAccessToken(database: Database, hash: Buffer, token: AccessToken): Promise<void> {
  await database.query({
    text: `insert into access_token (hash, id, role, unit_code, label, created_at, expires_at, revoked_at)
      values ($1, $2, $3, $4, $5, $6, $7, null)`,
    values: [
      hash,
      token.id,
      token.role,
      token.unitCode,
      token.label,
      instant(token.createdAt),
      instant(token.expiresAt),
    ],
  })
}

/** Revokes a token; its sessions go with it. False when there is no such token. */
export async function revokeAccessToken(database: Database, id: string, at: Instant): Promise<boolean> {
  const result = await database.query({
    text: `with revoked as (
        update access_token set revoked_at = coalesce(revoked_at, $2) where id = $1 returning hash
      ), closed as (delete from staff_session s using revoked where s.token_hash = revoked.hash)
      select 1 from revoked`,
    values: [id, instant(at)],
  })
  return result.rows.length > 0
}

const instant = (at: Instant | null): Date | null => (at === null ? null : new Date(at))
