import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** What an account declares an interest in: exactly one of the three. */
export interface Interest {
  readonly accountId: string
  readonly unitCode: string | null
  readonly number: string | null
  /** Words that name the matter, a shop for example; requests that hold them are found by the product. */
  readonly subject: string | null
}

export async function insertInterest(
  database: Database,
  { accountId, unitCode, number, subject }: Interest,
  at: Instant,
  by: string,
): Promise<string> {
  const kind = unitCode !== null ? 'unit' : number !== null ? 'request' : 'subject'
  const { rows } = await database.query<{ id: string }>(
    `insert into staff_interest (account_id, kind, unit_code, number, subject, declared_at, declared_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [accountId, kind, unitCode, number, subject, new Date(at), by],
  )
  return rows[0]?.id ?? ''
}

/** False where there is no such declaration in force. */
export async function endInterest(database: Database, id: string, at: Instant): Promise<boolean> {
  const { rowCount } = await database.query(
    'update staff_interest set ended_at = $2 where id = $1 and ended_at is null',
    [id, new Date(at)],
  )
  return rowCount === 1
}

/**
 * Finds the requests that hold the words of declared subjects, from a number on, and those that still run; what was
 * found stays found. Costs nothing where nobody declared one.
 * @returns how many were new
 */
export async function matchInterests(
  database: Database,
  fromNumber: string,
  at: Instant,
  id: string | null = null,
): Promise<number> {
  const declared = await database.query<{ id: string; subject: string }>({
    name: 'declared_subjects',
    text: `select id, subject from staff_interest
      where kind = 'subject' and ended_at is null and ($1::bigint is null or id = $1)`,
    values: [id],
  })
  if (declared.rows.length === 0) return 0
  const { rowCount } = await database.query({
    name: 'match_interests',
    text: `insert into staff_interest_match (interest_id, number, found_at)
      select distinct i.id, t.number, $4::timestamptz
      from unnest($1::bigint[], $2::text[]) as i(id, subject)
      join event_text t on t.number >= $3 and t.name in ('title', 'matter', 'place', 'fact')
        and strpos(lower(t.body), lower(i.subject)) > 0
      on conflict do nothing`,
    values: [declared.rows.map((row) => row.id), declared.rows.map((row) => row.subject), fromNumber, new Date(at)],
  })
  return rowCount ?? 0
}
