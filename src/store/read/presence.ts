import type { ActingRole } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** Somebody who has a request before him. */
export interface Present {
  readonly number: string
  readonly actorId: string
  readonly role: ActingRole
  readonly doing: 'viewing' | 'writing'
}

/** Everybody who was seen at a request since an instant: as many rows as there are open pages. */
export async function presentSince(database: Database, since: Instant): Promise<readonly Present[]> {
  const result = await database.query<Present>({
    name: 'present_since',
    text: `select number, actor_id as "actorId", role, doing from presence where seen_at > $1
      order by number, actor_id`,
    values: [new Date(since)],
  })
  return result.rows
}
