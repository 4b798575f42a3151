import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

export interface LastCheckpoint {
  /** Entries that it seals. */
  readonly size: number
  readonly at: Instant
}

/** The newest checkpoint of the journal; null before the first. */
export async function lastCheckpoint(database: Database): Promise<LastCheckpoint | null> {
  const result = await database.query<{ size: string; at: Instant }>({
    name: 'city_checkpoint',
    text: 'select tree_size::text as size, at from journal_checkpoint order by tree_size desc limit 1',
  })
  const [row] = result.rows
  return row ? { size: Number(row.size), at: row.at } : null
}
