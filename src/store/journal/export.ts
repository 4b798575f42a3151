import type pg from 'pg'
import type { Database } from '../database.ts'

/**
 * The sealed journal as lines of JSON, for whoever wants to verify it without this database:
 *
 *     {"journal": ORIGIN, "version": 1, "size": LEAVES, "keys": [VERIFIER KEY, ...]}
 *     {"leaf": 0, "number": "...", "seq": 1, "previous": HEX, "hash": HEX, "body": CANONICAL TEXT}   one a leaf, in order
 *     {"checkpoint": SIGNED NOTE}                                       behind the last leaf that it holds
 *     {"end": true, "entries": LEAVES, "checkpoints": COUNT}
 *
 * Entries hold codes, times and salted commitments: no words of citizens, no identity.
 */
export interface ExportOptions {
  readonly database: Database
  readonly origin: string
  /** In the form of C2SP: name+id+key. */
  readonly keys: readonly string[]
  readonly write: (lines: string) => Promise<void>
  readonly onProgress?: (leaves: number, total: number) => void
}

export interface Exported {
  readonly entries: number
  readonly checkpoints: number
}

const LEAVES_AT_ONCE = 5_000

interface LeafRow {
  readonly leaf: string
  readonly number: string
  readonly seq: number
  readonly previous: string | null
  readonly hash: string
  readonly body: string | null
}

// What the leaf says is told; where the entry says otherwise or is gone, whoever verifies finds it.
const leavesText = `select l.leaf_index as leaf, l.number, l.seq, encode(e.previous_hash, 'hex') as previous,
    encode(l.hash, 'hex') as hash, e.body
  from journal_leaf l left join journal_entry e on e.number = l.number and e.seq = l.seq
  where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`

/** One snapshot, in bounded memory, while the product runs. What is not sealed yet is not part of it. */
export async function exportJournal(options: ExportOptions): Promise<Exported> {
  const client = await options.database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level repeatable read read only')
    return await writeAll(client, options)
  } finally {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    client.release(broken)
  }
}

async function writeAll(client: pg.ClientBase, options: ExportOptions): Promise<Exported> {
  const { origin, keys, write, onProgress } = options
  const { rows: sizes } = await client.query<{ size: string }>(
    'select coalesce(max(tree_size), 0) as size from journal_checkpoint',
  )
  const size = Number(sizes[0]?.size)
  await write(line({ journal: origin, version: 1, size, keys }))
  let [entries, checkpoints] = [0, 0]
  for (let from = 0; from < size; from += LEAVES_AT_ONCE) {
    const until = Math.min(size, from + LEAVES_AT_ONCE)
    const { rows } = await client.query<LeafRow>({ text: leavesText, values: [from, until] })
    const notes = await notesBetween(client, from, until)
    let text = ''
    let next = 0
    for (const { leaf, ...entry } of rows) {
      for (; (notes[next]?.size ?? Number.POSITIVE_INFINITY) <= Number(leaf); next += 1) text += noted(notes[next])
      text += line({ leaf: Number(leaf), ...entry })
    }
    for (; next < notes.length; next += 1) text += noted(notes[next])
    await write(text)
    entries += rows.length
    checkpoints += notes.length
    onProgress?.(until, size)
  }
  await write(line({ end: true, entries, checkpoints }))
  return { entries, checkpoints }
}

interface Note {
  readonly size: number
  readonly note: string
}

/** Checkpoints of more than `from` leaves, up to `until`. */
async function notesBetween(client: pg.ClientBase, from: number, until: number): Promise<readonly Note[]> {
  const { rows } = await client.query<{ size: string; note: string }>({
    text: `select tree_size as size, note from journal_checkpoint
      where tree_size > $1 and tree_size <= $2 order by tree_size`,
    values: [from, until],
  })
  return rows.map(({ size, note }) => ({ size: Number(size), note }))
}

const line = (value: object): string => `${JSON.stringify(value)}\n`
const noted = (note: Note | undefined): string => line({ checkpoint: note?.note })

/** The newest signed checkpoint; undefined before the first. */
export async function newestNote(database: Database): Promise<string | undefined> {
  const { rows } = await database.query<{ note: string }>(
    'select note from journal_checkpoint order by tree_size desc limit 1',
  )
  return rows[0]?.note
}
