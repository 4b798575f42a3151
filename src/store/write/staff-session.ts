import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export async function insertSession(database: Database, hash: Buffer, tokenHash: Buffer, at: Instant): Promise<void> {
  await database.query({
    text: 'insert into staff_session (hash, token_hash, created_at, last_used_at) values ($1, $2, $3, $3)',
    values: [hash, tokenHash, new Date(at)],
  })
}

export async function touchSession(database: Database, hash: Buffer, at: Instant): Promise<void> {
  await database.query({
    name: 'touch_session',
    text: 'update staff_session set last_used_at = $2 where hash = $1',
    values: [hash, new Date(at)],
  })
}

export async function deleteSession(database: Database, hash: Buffer): Promise<void> {
  await database.query({ text: 'delete from staff_session where hash = $1', values: [hash] })
}
