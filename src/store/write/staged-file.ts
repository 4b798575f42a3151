import type { Instant } from '../../core/time.ts'
import type { StagedFile } from '../../core/work-order/attachment.ts'
import type { Database } from '../database.ts'

/** A file that waits, under the hash of its key. */
export interface StagedRow extends StagedFile {
  readonly keyHash: Buffer
}

/**
 * Notes a file that was sent. False where so much waits already that one more might fill the disk:
 * what people write is worth more than another picture.
 */
export async function noteStaged(
  database: Database,
  { keyHash, hash, mediaType, bytes }: StagedRow,
  now: Instant,
  waitingBytesMost: number,
): Promise<boolean> {
  const result = await database.query({
    name: 'note_staged',
    text: `insert into staged_file (key_hash, hash, media_type, bytes, staged_at)
      select $1, $2, $3, $4::integer, $5 where (select coalesce(sum(bytes), 0) from staged_file) + $4::integer <= $6`,
    values: [keyHash, hash, mediaType, bytes, new Date(now), waitingBytesMost],
  })
  return result.rowCount === 1
}

/** Those of the keys that are known, in the order in which they are given. */
export async function stagedFiles(database: Database, keyHashes: readonly Buffer[]): Promise<readonly StagedRow[]> {
  const result = await database.query<StagedRow>({
    name: 'staged_files',
    text: `select s.key_hash as "keyHash", s.hash, s.media_type as "mediaType", s.bytes
      from unnest($1::bytea[]) with ordinality as given (key_hash, place) join staged_file s using (key_hash)
      order by place`,
    values: [keyHashes],
  })
  return result.rows
}

/** Files that nobody used in time, oldest first. */
export async function stagedBefore(database: Database, before: Instant, limit: number): Promise<readonly Buffer[]> {
  const result = await database.query<{ keyHash: Buffer }>({
    name: 'staged_before',
    text: 'select key_hash as "keyHash" from staged_file where staged_at < $1 order by staged_at limit $2',
    values: [new Date(before), limit],
  })
  return result.rows.map(({ keyHash }) => keyHash)
}

export async function forgetStaged(database: Database, keyHash: Buffer): Promise<void> {
  await database.query({
    name: 'forget_staged',
    text: 'delete from staged_file where key_hash = $1',
    values: [keyHash],
  })
}
