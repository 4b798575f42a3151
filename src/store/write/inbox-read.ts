import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** Somebody has read an inbox up to here; never further back than before. */
export async function markInboxRead(
  database: Database,
  actorId: string,
  recipient: string,
  readAt: Instant,
): Promise<void> {
  await database.query({
    name: 'mark_inbox_read',
    text: `insert into inbox_read (actor_id, recipient, read_at) values ($1, $2, $3)
      on conflict (actor_id, recipient) do update set read_at = greatest(inbox_read.read_at, excluded.read_at)`,
    values: [actorId, recipient, new Date(readAt)],
  })
}
