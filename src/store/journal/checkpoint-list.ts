import { existsSync } from 'node:fs'
import type { Checkpoint } from '../../core/journal/checkpoint.ts'
import type { NoteVerifier } from '../../core/journal/note.ts'
import { sameBytes } from '../../core/journal/tree-hash.ts'
import type { Instant } from '../../core/time.ts'
import { writeCheckpoints, type CheckpointTable } from './checkpoint-table.ts'
import type { Faults } from './faults.ts'
import { noteFiles, notesIn } from './note-files.ts'
import type { Queryable } from './queryable.ts'
import { openCheckpoint } from './sign.ts'

/** Checkpoints of the database and of the copies outside it, each checked for its signature. */
export interface CheckpointList {
  /** Close it. */
  readonly table: CheckpointTable
  /** In the database. */
  readonly stored: number
  /** Outside. */
  readonly copies: number
}

export interface CheckpointSources {
  readonly folder: string
  readonly verifiers: readonly NoteVerifier[]
}

interface Noted {
  readonly checkpoint: Checkpoint
  readonly note: string
}

interface StoredRow {
  readonly size: string
  readonly root: Buffer
  readonly at: Instant
  readonly note: string
}

const ROWS_AT_ONCE = 5_000

/**
 * Walks the database's checkpoints and their copies side by side, both in the order of size. Faults are placed at the
 * first leaf that the checkpoint in question was the first to hold.
 */
export async function listCheckpoints(
  client: Queryable,
  sources: CheckpointSources,
  faults: Faults,
): Promise<CheckpointList> {
  const seen = { stored: 0, copies: 0 }
  const writer = writeCheckpoints()
  try {
    const stored = goodOnes(client, sources, faults, seen)
    const take = async (): Promise<Noted | undefined> => (await stored.next()).value ?? undefined
    let next = await take()
    let before = 0
    for (const note of copiesIn(sources.folder)) {
      seen.copies += 1
      const size = Number(note.split('\n', 2)[1])
      for (; next && next.checkpoint.size < size; next = await take()) writer.add(next.checkpoint)
      const known = next?.checkpoint.size === size ? next : undefined
      // A copy that equals the database's note was checked with it.
      const copied = known?.note === note ? known.checkpoint : openCheckpoint(note, sources.verifiers)
      if (!copied || copied.size <= before) {
        faults.add({ reason: 'copy_damaged', leafIndex: before })
        continue
      }
      if (!known) faults.add({ reason: 'checkpoint_missing', leafIndex: before })
      else if (!sameBytes(known.checkpoint.root, copied.root) || known.checkpoint.at !== copied.at) {
        // Both are signed: the database was sealed anew, and what was carried out before is believed.
        faults.add({ reason: 'checkpoint_differs', leafIndex: before })
      }
      writer.add(copied)
      if (known) next = await take()
      before = copied.size
    }
    for (; next; next = await take()) writer.add(next.checkpoint)
  } catch (error) {
    writer.drop()
    throw error
  }
  return { table: writer.finish(), ...seen }
}

/** The database's checkpoints whose signature is good and whose place is theirs. */
async function* goodOnes(
  client: Queryable,
  { verifiers }: CheckpointSources,
  faults: Faults,
  seen: { stored: number },
): AsyncGenerator<Noted> {
  let last: Checkpoint | undefined
  for await (const row of storedRows(client)) {
    seen.stored += 1
    const checkpoint = openCheckpoint(row.note, verifiers)
    const leafIndex = last?.size ?? 0
    if (!checkpoint) {
      faults.add({ reason: 'checkpoint_forged', leafIndex })
      continue
    }
    if (!tellsTheSame(checkpoint, row)) faults.add({ reason: 'checkpoint_differs', leafIndex })
    if (last && checkpoint.at < last.at) faults.add({ reason: 'checkpoint_time', leafIndex })
    if (checkpoint.size !== Number(row.size)) continue
    yield { checkpoint, note: row.note }
    last = checkpoint
  }
}

async function* storedRows(client: Queryable): AsyncGenerator<StoredRow> {
  let after: string | undefined
  for (;;) {
    const { rows } = await client.query<StoredRow>({
      text: `select tree_size as size, root_hash as root, at, note from journal_checkpoint
        where $1::bigint is null or tree_size > $1 order by tree_size limit ${ROWS_AT_ONCE}`,
      values: [after ?? null],
    })
    yield* rows
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)?.size
  }
}

const tellsTheSame = (checkpoint: Checkpoint, row: StoredRow): boolean =>
  checkpoint.size === Number(row.size) && checkpoint.at === row.at && sameBytes(checkpoint.root, row.root)

function* copiesIn(folder: string): Generator<string> {
  for (const file of existsSync(folder) ? noteFiles(folder) : []) yield* notesIn(file)
}
