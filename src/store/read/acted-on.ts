import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** Whether this actor has done anything on the request since an instant. */
export async function wasActedOn(
  database: Database,
  number: string,
  actorId: string,
  since: Instant,
): Promise<boolean> {
  const result = await database.query({
    name: 'acted_on',
    text: `select 1 from journal_entry where number = $1 and at >= $2 and body::jsonb -> 'actor' ->> 'id' = $3 limit 1`,
    values: [number, new Date(since), actorId],
  })
  return result.rows.length > 0
}
