import type { KeyObject } from 'node:crypto'
import { parseCheckpoint } from '../../core/journal/checkpoint.ts'
import { parseNote } from '../../core/journal/note.ts'
import type { Instant } from '../../core/time.ts'
import { JournalBroken } from './journal-broken.ts'
import { recordCount, recordOf, writeRecords, type LeafRecord } from './leaf-records.ts'
import { appendNotes, lastNote } from './note-files.ts'
import type { Queryable } from './queryable.ts'
import { noteVerifier, openCheckpoint } from './sign.ts'

export interface CopyOptions {
  readonly signingKey: KeyObject
  readonly earlierKeys?: readonly KeyObject[]
  readonly checkpointDir: string
  readonly origin: string
}

const NOTES_AT_ONCE = 5_000
const RECORDS_AT_ONCE = 50_000

/** Copies checkpoints and leaf records that the folder does not have yet, whoever sealed them, and waits for the disk. */
export async function copyOutside(client: Queryable, options: CopyOptions): Promise<void> {
  const treeSize = await sizeInDatabase(client)
  const copied = lastCopiedSize(options.checkpointDir)
  if (copied > treeSize) throw new JournalBroken('journal_behind_its_copies')
  // Records first: a checkpoint outside is then never without the records that name its leaves.
  await copyRecords(client, options.checkpointDir, treeSize)
  await copyNotes(client, options, copied)
}

/** Leaves in the newest copy outside the database; 0 where there is none. */
export function lastCopiedSize(folder: string): number {
  const note = parseNote(lastNote(folder) ?? '')
  return (note && parseCheckpoint(note.text)?.size) ?? 0
}

async function sizeInDatabase(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ size: string | null }>({
    name: 'journal size',
    text: 'select max(tree_size) as size from journal_checkpoint',
  })
  return Number(rows[0]?.size ?? 0)
}

async function copyRecords(client: Queryable, folder: string, treeSize: number): Promise<void> {
  for (let first = Math.min(recordCount(folder), treeSize); first < treeSize; first += RECORDS_AT_ONCE) {
    const { rows } = await client.query<LeafRecord>({
      name: 'journal records',
      text: 'select number, seq, hash from journal_leaf where leaf_index >= $1 and leaf_index < $2 order by leaf_index',
      values: [first, Math.min(treeSize, first + RECORDS_AT_ONCE)],
    })
    writeRecords(folder, first, rows.map(recordOf))
  }
}

async function copyNotes(client: Queryable, options: CopyOptions, copied: number): Promise<void> {
  const keys = [options.signingKey, ...(options.earlierKeys ?? [])]
  const verifiers = keys.map((key) => noteVerifier(options.origin, key))
  let after = copied
  for (;;) {
    const { rows } = await client.query<{ size: string; at: Instant; note: string }>({
      name: 'journal notes',
      text: `select tree_size as size, at, note from journal_checkpoint
        where tree_size > $1 order by tree_size limit ${NOTES_AT_ONCE}`,
      values: [after],
    })
    if (rows.some(({ note }) => !openCheckpoint(note, verifiers))) throw new JournalBroken('checkpoint_not_ours')
    if (rows.length > 0) appendNotes(options.checkpointDir, rows)
    if (rows.length < NOTES_AT_ONCE) return
    after = Number(rows.at(-1)?.size)
  }
}
