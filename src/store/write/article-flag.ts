import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface NewFlag {
  readonly code: string
  readonly version: number
  readonly at: Instant
  readonly role: string
  readonly unit: string | null
  readonly words: string
  /** Open flags of one article at most: a flood of them says no more than the first. */
  readonly most: number
}

/** Writes a flag down; false where so many stand open already that one more would tell nothing. */
export async function insertFlag(database: Database, flag: NewFlag): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'insert_flag',
    text: `insert into article_flag (code, version, at, role, unit_code, words)
      select $1::text, $2, $3, $4, $5, $6
      where (select count(*) from article_flag where code = $1::text and resolved_at is null) < $7`,
    values: [flag.code, flag.version, new Date(flag.at), flag.role, flag.unit, flag.words, flag.most],
  })
  return rowCount === 1
}

/** Settles an open flag; false where there is none, or somebody did already. */
export async function resolveFlag(
  database: Database,
  { id, code, at, by, resolution }: { id: string; code: string; at: Instant; by: string; resolution: string },
): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'resolve_flag',
    text: `update article_flag set resolved_at = $3, resolved_by = $4, resolution = $5
      where id = $1 and code = $2 and resolved_at is null`,
    values: [id, code, new Date(at), by, resolution],
  })
  return rowCount === 1
}
