import type { Database } from '../database.ts'

export interface Changed {
  /** The newest position seen; give it to the next call. */
  readonly position: string
  readonly requests: readonly { readonly number: string; readonly seq: number }[]
}

/** Requests with entries after a position, each with its newest seq, in the order of their numbers. Null: only where the journal stands. */
export async function changedNumbers(database: Database, after: string | null): Promise<Changed> {
  const newest = await database.query<{ position: string }>({
    name: 'journal_position',
    text: 'select coalesce(max(position), 0) as position from journal_entry',
  })
  const position = newest.rows[0]?.position ?? '0'
  if (after === null || position === after) return { position, requests: [] }
  const result = await database.query<{ number: string; seq: number }>({
    name: 'journal_changed',
    text: `select number, max(seq) as seq from journal_entry
      where position > $1 and position <= $2 group by number order by number`,
    values: [after, position],
  })
  return { position, requests: result.rows }
}

/** Every entry's hash by stream and seq, a page at a time. */
export async function* journalHashes(database: Database, page = 10_000): AsyncGenerator<Buffer> {
  let last: { number: string; seq: number } = { number: '0', seq: 0 }
  for (;;) {
    const result = await database.query<{ number: string; seq: number; hash: Buffer }>({
      name: 'journal_hashes',
      text: `select number, seq, hash from journal_entry where (number, seq) > ($1::bigint, $2::integer)
        order by number, seq limit $3`,
      values: [last.number, last.seq, page],
    })
    for (const row of result.rows) {
      yield row.hash
      last = row
    }
    if (result.rows.length < page) return
  }
}
