import type { KeyObject } from 'node:crypto'
import { printCheckpoint, type Checkpoint } from '../../core/journal/checkpoint.ts'
import { sameBytes, type Hash } from '../../core/journal/tree-hash.ts'
import { edgeAt } from '../../core/journal/tile-tree.ts'
import { growTree, type TreeBuilder } from '../../core/journal/tree-builder.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import { copyOutside } from './copy-outside.ts'
import { JournalBroken } from './journal-broken.ts'
import { whileNobodySeals } from './journal-lock.ts'
import type { Queryable } from './queryable.ts'
import { noteVerifier, openCheckpoint, signNote } from './sign.ts'
import { tilesOf, treeHash } from './tree.ts'

export interface SealOptions {
  readonly database: Database
  /** Ed25519, from outside the database. */
  readonly signingKey: KeyObject
  /** Public keys that signed before this one, where it was replaced. */
  readonly earlierKeys?: readonly KeyObject[]
  readonly clock: { now(): Instant }
  /** Where the copies of the checkpoints lie, outside the database. */
  readonly checkpointDir: string
  /** Names the journal in every checkpoint: no blanks, no plus sign. */
  readonly origin: string
  /** Entries in one transaction at most. */
  readonly batch?: number
}

export interface Sealed {
  readonly sealed: number
  readonly treeSize: number
}

const BATCH = 50_000

/**
 * Gives every committed entry its place in the journal's tree and signs what the tree has become, then copies the
 * checkpoint out of the database. Any number of processes may call it at once: they take turns. It costs what is new,
 * and some hundred rows. Throws `JournalBroken` where the tree is not what was signed.
 */
export async function sealJournal(options: SealOptions): Promise<Sealed> {
  const most = options.batch ?? BATCH
  let sealed = 0
  for (;;) {
    const done = await whileNobodySeals(options.database, (client) => sealBatch(client, options, most))
    sealed += done.sealed
    if (done.sealed === most) continue
    await whileNobodySeals(options.database, (client) => copyOutside(client, options))
    return { sealed, treeSize: done.treeSize }
  }
}

interface LastCheckpoint {
  readonly size: number
  readonly root: Hash
  readonly at: Instant
}

async function sealBatch(client: Queryable, options: SealOptions, most: number): Promise<Sealed> {
  const last = await lastCheckpoint(client, options)
  const tiles: { level: number; index: number; root: Hash }[] = []
  const edge = await edgeAt({ hash: treeHash, read: tilesOf(client) }, last.size).catch(() => {
    throw new JournalBroken('tree_does_not_match')
  })
  const builder = growTree(treeHash, edge, (level, index, root) => tiles.push({ level, index, root }))
  if (last.size > 0 && !sameBytes(builder.root(), last.root)) throw new JournalBroken('tree_does_not_match')
  const leaves = await takePending(client, last.size, most)
  if (leaves.length === 0) return { sealed: 0, treeSize: last.size }
  for (const leaf of leaves) builder.append(treeHash.leaf(leaf.hash))
  const newest = leaves.reduce((latest, leaf) => Math.max(latest, leaf.at ?? latest), last.at)
  await writeTiles(client, tiles)
  await writeCheckpoint(client, checkpointOf(options, builder, newest, leaves.length === most), options)
  return { sealed: leaves.length, treeSize: builder.size }
}

async function lastCheckpoint(client: Queryable, options: SealOptions): Promise<LastCheckpoint> {
  const { rows } = await client.query<{ note: string }>({
    name: 'journal last checkpoint',
    text: 'select note from journal_checkpoint order by tree_size desc limit 1',
  })
  const [row] = rows
  if (!row) return { size: 0, root: treeHash.empty(), at: Number.NEGATIVE_INFINITY }
  const keys = [options.signingKey, ...(options.earlierKeys ?? [])]
  const checkpoint = openCheckpoint(
    row.note,
    keys.map((key) => noteVerifier(options.origin, key)),
  )
  if (!checkpoint) throw new JournalBroken('checkpoint_not_ours')
  return checkpoint
}

interface TakenLeaf {
  readonly hash: Buffer
  /** Null where the entry itself is gone: `verify` tells. */
  readonly at: Instant | null
}

// Lowest first: within a stream no entry is taken before the one that it follows.
const takeText = `with taken as (
  delete from journal_pending where ctid = any(array(select ctid from journal_pending order by number, seq limit $2))
  returning number, seq, hash
), placed as (
  insert into journal_leaf (leaf_index, number, seq, hash)
  select $1::bigint + row_number() over (order by number, seq) - 1, number, seq, hash from taken
  returning leaf_index, number, seq, hash
)
select p.hash, (select e.at from journal_entry e where e.number = p.number and e.seq = p.seq) as at
from placed p order by p.leaf_index`

async function takePending(client: Queryable, size: number, most: number): Promise<readonly TakenLeaf[]> {
  try {
    const result = await client.query<TakenLeaf>({ name: 'journal take', text: takeText, values: [size, most] })
    return result.rows
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'journal_leaf_entry') throw new JournalBroken('leaf_sealed_twice')
    if (code === '23505' && constraint === 'journal_leaf_pkey') throw new JournalBroken('tree_does_not_match')
    throw error
  }
}

async function writeTiles(
  client: Queryable,
  tiles: readonly { level: number; index: number; root: Hash }[],
): Promise<void> {
  if (tiles.length === 0) return
  await client.query({
    name: 'journal write tiles',
    text: 'insert into journal_tile (level, tile_index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    values: [tiles.map((tile) => tile.level), tiles.map((tile) => tile.index), tiles.map((tile) => tile.root)],
  })
}

/** Time never runs backwards between checkpoints; where the clock did, both are told. */
function checkpointOf(options: SealOptions, builder: TreeBuilder, newest: Instant, partial: boolean): Checkpoint {
  const now = options.clock.now()
  const { origin } = options
  return {
    origin,
    size: builder.size,
    root: builder.root(),
    at: Math.max(now, newest),
    ...(now < newest ? { clock: now } : {}),
    ...(partial ? { partial } : {}),
  }
}

async function writeCheckpoint(client: Queryable, checkpoint: Checkpoint, options: SealOptions): Promise<void> {
  const note = signNote(printCheckpoint(checkpoint), options.origin, options.signingKey)
  await client.query({
    name: 'journal write checkpoint',
    text: 'insert into journal_checkpoint (tree_size, root_hash, at, note) values ($1, $2, $3, $4)',
    values: [checkpoint.size, checkpoint.root, new Date(checkpoint.at), note],
  })
}
