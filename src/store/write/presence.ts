import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import type { Present } from '../read/presence.ts'

/** Puts down that somebody is at a request. What is the same as a moment ago is not written again. */
export async function upsertPresence(database: Database, present: Present, at: Instant): Promise<void> {
  await database.query({
    name: 'upsert_presence',
    text: `insert into presence as p (number, actor_id, role, doing, seen_at) values ($1, $2, $3, $4, $5)
      on conflict (number, actor_id) do update set role = excluded.role, doing = excluded.doing, seen_at = excluded.seen_at
      where p.doing <> excluded.doing or p.seen_at < excluded.seen_at - interval '2 seconds'`,
    values: [present.number, present.actorId, present.role, present.doing, new Date(at)],
  })
}

export async function deletePresence(database: Database, number: string, actorId: string): Promise<void> {
  await database.query({
    name: 'delete_presence',
    text: 'delete from presence where number = $1 and actor_id = $2',
    values: [number, actorId],
  })
}
