import { existsSync } from 'node:fs'
import type { Checkpoint } from '../../core/journal/checkpoint.ts'
import type { NoteVerifier } from '../../core/journal/note.ts'
import { sameBytes } from '../../core/journal/tree-hash.ts'
import type { Instant } from '../../core/time.ts'
import type { Faults } from './faults.ts'
import { noteFiles, notesIn } from './note-files.ts'
import type { Queryable } from './queryable.ts'
import { openCheckpoint } from './sign.ts'

/** Checkpoints of the database and of the copies outside it, each checked for its signature, in the order of size. */
export interface CheckpointList {
  readonly checkpoints: readonly Checkpoint[]
  /** In the database. */
  readonly stored: number
  /** Outside. */
  readonly copies: number
}

interface Stored {
  readonly size: string
  readonly root: Buffer
  readonly at: Instant
  readonly note: string
}

const ROWS_AT_ONCE = 5_000

/** Faults are placed at the first leaf that the checkpoint in question was the first to hold. */
export async function listCheckpoints(
  client: Queryable,
  options: { readonly folder: string; readonly verifiers: readonly NoteVerifier[] },
  faults: Faults,
): Promise<CheckpointList> {
  const bySize = new Map<number, { checkpoint: Checkpoint; note: string }>()
  let stored = 0
  let last: Checkpoint | undefined
  for await (const row of storedCheckpoints(client)) {
    stored += 1
    const checkpoint = openCheckpoint(row.note, options.verifiers)
    const leafIndex = last?.size ?? 0
    if (!checkpoint) {
      faults.add({ reason: 'checkpoint_forged', leafIndex })
      continue
    }
    if (!tellsTheSame(checkpoint, row)) faults.add({ reason: 'checkpoint_differs', leafIndex })
    if (last && checkpoint.at < last.at) faults.add({ reason: 'checkpoint_time', leafIndex })
    bySize.set(checkpoint.size, { checkpoint, note: row.note })
    last = checkpoint
  }
  const copies = addCopies(bySize, options, faults)
  const checkpoints = [...bySize.values()].map(({ checkpoint }) => checkpoint).sort((a, b) => a.size - b.size)
  return { checkpoints, stored, copies }
}

async function* storedCheckpoints(client: Queryable): AsyncGenerator<Stored> {
  let after = '0'
  for (;;) {
    const { rows } = await client.query<Stored>({
      text: `select tree_size as size, root_hash as root, at, note from journal_checkpoint
        where tree_size > $1 order by tree_size limit ${ROWS_AT_ONCE}`,
      values: [after],
    })
    yield* rows
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)?.size ?? after
  }
}

const tellsTheSame = (checkpoint: Checkpoint, row: Stored): boolean =>
  checkpoint.size === Number(row.size) && checkpoint.at === row.at && sameBytes(checkpoint.root, row.root)

function addCopies(
  bySize: Map<number, { checkpoint: Checkpoint; note: string }>,
  { folder, verifiers }: { readonly folder: string; readonly verifiers: readonly NoteVerifier[] },
  faults: Faults,
): number {
  let copies = 0
  let before = 0
  for (const file of existsSync(folder) ? noteFiles(folder) : []) {
    for (const note of notesIn(file)) {
      copies += 1
      const copied = openCopy(note, bySize, verifiers)
      if (!copied) {
        faults.add({ reason: 'copy_damaged', leafIndex: before })
        continue
      }
      const known = bySize.get(copied.size)
      if (!known) {
        faults.add({ reason: 'checkpoint_missing', leafIndex: before })
        bySize.set(copied.size, { checkpoint: copied, note })
      } else if (!sameBytes(known.checkpoint.root, copied.root) || known.checkpoint.at !== copied.at) {
        // Both are signed: the database was sealed anew, and what was carried out before is believed.
        faults.add({ reason: 'checkpoint_differs', leafIndex: before })
        bySize.set(copied.size, { checkpoint: copied, note })
      }
      before = copied.size
    }
  }
  return copies
}

/** A copy that equals the database's note was checked with it. */
function openCopy(
  note: string,
  bySize: ReadonlyMap<number, { checkpoint: Checkpoint; note: string }>,
  verifiers: readonly NoteVerifier[],
): Checkpoint | undefined {
  const size = Number(note.split('\n', 2)[1])
  const known = bySize.get(size)
  return known?.note === note ? known.checkpoint : openCheckpoint(note, verifiers)
}
