import type { Role } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** An access token as the administrator sees it: whom it lets in, never what it is. */
export interface TokenRow {
  readonly id: string
  readonly role: Role
  readonly unit: string | null
  readonly label: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  /** By the sessions that are still kept; null where there is none. */
  readonly lastUsedAt: Instant | null
}

export interface TokenFilter {
  readonly role?: Role | undefined
  readonly unit?: string | undefined
  /** Those that open something now. */
  readonly isLive: boolean
  readonly now: Instant
  /** The last of the page before: pages go on by key. */
  readonly after?: { readonly createdAt: Instant; readonly id: string } | undefined
  readonly limit: number
}

/** Tokens, the newest first. */
export async function listTokens(database: Database, filter: TokenFilter): Promise<readonly TokenRow[]> {
  const { role = null, unit = null, isLive, now, after, limit } = filter
  const result = await database.query<TokenRow>({
    name: 'list_tokens',
    text: `select t.id, t.role, t.unit_code as unit, t.label, t.created_at as "createdAt", t.expires_at as "expiresAt",
        t.revoked_at as "revokedAt",
        (select max(s.last_used_at) from staff_session s where s.token_hash = t.hash) as "lastUsedAt"
      from access_token t
      where ($1::text is null or t.role = $1) and ($2::text is null or t.unit_code = $2)
        and (not $3::boolean or (t.revoked_at is null and (t.expires_at is null or t.expires_at > $4)))
        and ($5::timestamptz is null or (t.created_at, t.id) < ($5, $6::text))
      order by t.created_at desc, t.id desc limit $7`,
    values: [role, unit, isLive, new Date(now), after ? new Date(after.createdAt) : null, after?.id ?? null, limit],
  })
  return result.rows
}
