import type { Role } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** What a token opens, with what may end it. */
export interface TokenHolder {
  readonly id: string
  readonly role: Role
  readonly unitCode: string | null
  readonly label: string
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  /** What the account declared to stay out of; null where it declared nothing. */
  readonly interests: readonly { readonly unit: string | null; readonly number: string | null }[] | null
}

const columns = `t.id, t.role, t.unit_code as "unitCode", t.label, t.expires_at as "expiresAt", t.revoked_at as "revokedAt",
  (select jsonb_agg(jsonb_build_object('unit', i.unit_code, 'number', coalesce(m.number, i.number)::text))
     from staff_interest i left join staff_interest_match m on m.interest_id = i.id
    where i.account_id = t.id and i.ended_at is null) as interests`

export async function tokenByHash(database: Database, hash: Buffer): Promise<TokenHolder | undefined> {
  const result = await database.query<TokenHolder>({
    name: 'token_by_hash',
    text: `select ${columns} from access_token t where t.hash = $1`,
    values: [hash],
  })
  return result.rows[0]
}

export interface SessionHolder extends TokenHolder {
  readonly createdAt: Instant
  readonly lastUsedAt: Instant
}

export async function sessionByHash(database: Database, hash: Buffer): Promise<SessionHolder | undefined> {
  const result = await database.query<SessionHolder>({
    name: 'session_by_hash',
    text: `select ${columns}, s.created_at as "createdAt", s.last_used_at as "lastUsedAt"
      from staff_session s join access_token t on t.hash = s.token_hash where s.hash = $1`,
    values: [hash],
  })
  return result.rows[0]
}

/** Sessions by their hashes in hexadecimal, those that there are. */
export async function sessionsByHash(
  database: Database,
  hashes: readonly string[],
): Promise<readonly (SessionHolder & { readonly hash: string })[]> {
  if (hashes.length === 0) return []
  const result = await database.query<SessionHolder & { readonly hash: string }>({
    name: 'sessions_by_hash',
    text: `select ${columns}, s.created_at as "createdAt", s.last_used_at as "lastUsedAt", encode(s.hash, 'hex') as hash
      from staff_session s join access_token t on t.hash = s.token_hash
      where s.hash in (select decode(h, 'hex') from unnest($1::text[]) h)`,
    values: [hashes],
  })
  return result.rows
}
