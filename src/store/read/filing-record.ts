import type { Database } from '../database.ts'

/** What the journal holds of a filing: the fingerprint of its first entry, and its place in the one tree. */
export interface FilingRecord {
  /** Hexadecimal. */
  readonly hash: string
  /** Null until the entry is sealed, half a minute at most. */
  readonly leaf: string | null
}

export async function filingRecord(database: Database, number: string): Promise<FilingRecord | undefined> {
  const result = await database.query<FilingRecord>({
    name: 'filing_record',
    text: `select encode(j.hash, 'hex') as hash, l.leaf_index::text as leaf
      from journal_entry j left join journal_leaf l on l.number = j.number and l.seq = j.seq
      where j.number = $1 and j.seq = 1`,
    values: [number],
  })
  return result.rows[0]
}
