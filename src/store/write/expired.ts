import type { Database } from '../database.ts'
import type { Instant } from '../../core/time.ts'

/** Instants before which each kind of row has served. */
export interface ExpiryLimits {
  readonly idempotencyKeysBefore: Instant
  readonly sessionsUnusedSince: Instant
  readonly accessAttemptsBefore: Instant
  readonly draftsUnchangedSince: Instant
  readonly presenceBefore: Instant
}

const deleteOldest = (table: string, column: string): string => `delete from ${table} where ctid = any (array(
  select ctid from ${table} where ${column} < $1 order by ${column} limit $2 for update skip locked))`

const purges = [
  ['purge_keys', deleteOldest('idempotency_key', 'created_at'), 'idempotencyKeysBefore'],
  ['purge_sessions', deleteOldest('staff_session', 'last_used_at'), 'sessionsUnusedSince'],
  ['purge_attempts', deleteOldest('access_attempt', 'at'), 'accessAttemptsBefore'],
  ['purge_drafts', deleteOldest('identity.draft', 'updated_at'), 'draftsUnchangedSince'],
  ['purge_presence', deleteOldest('presence', 'seen_at'), 'presenceBefore'],
] as const

/** Deletes at most `limit` rows of each kind that have served; returns how many in all. */
export async function deleteExpired(database: Database, limits: ExpiryLimits, limit: number): Promise<number> {
  let deleted = 0
  for (const [name, text, bound] of purges) {
    const result = await database.query({ name, text, values: [new Date(limits[bound]), limit] })
    deleted += result.rowCount ?? 0
  }
  return deleted
}
