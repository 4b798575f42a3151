import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface DeclaredInterest {
  readonly id: string
  readonly accountId: string
  readonly kind: 'unit' | 'request' | 'subject'
  readonly unitCode: string | null
  readonly number: string | null
  readonly subject: string | null
  readonly declaredAt: Instant
  readonly declaredBy: string
  readonly endedAt: Instant | null
  /** Requests that the subject was found in. */
  readonly matches: readonly string[]
}

/** What was declared, by one account or all, the newest first. */
export async function declaredInterests(
  database: Database,
  accountId: string | null,
  limit = 200,
): Promise<readonly DeclaredInterest[]> {
  const result = await database.query<DeclaredInterest>({
    name: 'declared_interests',
    text: `select i.id, i.account_id as "accountId", i.kind, i.unit_code as "unitCode", i.number, i.subject,
        i.declared_at as "declaredAt", i.declared_by as "declaredBy", i.ended_at as "endedAt",
        coalesce((select jsonb_agg(m.number::text order by m.number) from staff_interest_match m
          where m.interest_id = i.id), '[]') as matches
      from staff_interest i where $1::text is null or i.account_id = $1 order by i.id desc limit $2`,
    values: [accountId, limit],
  })
  return result.rows
}

/** What the account did with requests before it stayed out of them: looks at identity, and moves. */
export interface EarlierLook {
  readonly number: string
  readonly at: Instant
  readonly what: 'identity' | 'move'
  /** Purpose of the look, or type of the entry. */
  readonly detail: string
}

export async function earlierLooks(
  database: Database,
  accountId: string,
  numbers: readonly string[],
  limit = 500,
): Promise<readonly EarlierLook[]> {
  if (numbers.length === 0) return []
  const result = await database.query<EarlierLook>({
    name: 'earlier_looks',
    text: `select number, at, 'identity' as what, purpose as detail from identity.access_record
        where number = any($2::bigint[]) and actor_id = $1
      union all
      select number, at, 'move', type from journal_entry
        where number = any($2::bigint[]) and body::jsonb -> 'actor' ->> 'id' = $1
      order by at limit $3`,
    values: [accountId, numbers, limit],
  })
  return result.rows
}
