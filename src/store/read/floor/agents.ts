import type { Role } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** How many accounts of each role worked at a page since an instant. Who they are is nobody's score. */
export async function activeByRole(
  database: Database,
  since: Instant,
): Promise<readonly { readonly role: Role; readonly accounts: number }[]> {
  const result = await database.query<{ role: Role; accounts: number }>({
    name: 'floor_agents',
    text: `select t.role, count(distinct t.id)::integer as accounts
      from staff_session s join access_token t on t.hash = s.token_hash
      where s.last_used_at >= $1 and t.revoked_at is null group by t.role order by t.role`,
    values: [new Date(since)],
  })
  return result.rows
}
