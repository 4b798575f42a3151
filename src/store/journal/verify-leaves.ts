import type pg from 'pg'
import { sameBytes, type Hash } from '../../core/journal/tree-hash.ts'
import type { CheckpointTable } from './checkpoint-table.ts'
import { bigintOf, copyRows, integerOf, type Row } from './copy-rows.ts'
import type { Fault, Faults } from './faults.ts'
import { openRecords, readRecord, type LeafBytes, type Records } from './leaf-records.ts'
import type { Queryable } from './queryable.ts'
import { tilesInOrder, type TileCheck } from './verify-tiles.ts'
import { growFlatTree } from './verify-tree.ts'

export interface LeavesSeen {
  readonly leaves: number
  /** Leaf records outside that a signed root proves wrong: the copy is damaged, the journal is not. */
  readonly recordsWrong: number
}

/** Whole tiles of the second level: between two batches the next tiles are read. */
const BATCH = 65_536

const leavesText = (from: number, until: number | null): string => `copy (
  select leaf_index, number, seq, hash from journal_leaf
  where ${from > 0 ? `leaf_index >= ${from}` : 'true'} and ${until === null ? 'true' : `leaf_index < ${until}`}
  order by leaf_index
) to stdout (format binary)`
const [LEAF, NUMBER, SEQ, HASH] = [0, 1, 2, 3] as const
const HASH_BYTES = 32

/** Grows the tree anew from its leaves, in bounded memory, and compares its root with every checkpoint. */
export async function verifyLeaves(
  client: pg.ClientBase,
  folder: string,
  checkpoints: CheckpointTable,
  faults: Faults,
  onProgress: (leaves: number) => void,
): Promise<LeavesSeen> {
  const tiles = tilesInOrder(client)
  const records = openRecords(folder)
  try {
    const walk = walkLeaves(checkpoints, records, tiles, faults)
    for (let from = 0; ; from += BATCH) {
      await tiles.load(from, from + BATCH)
      const before = walk.seen()
      // Where rows are missing the tree is condemned, and the rest is counted in one go.
      const until = walk.isLost() ? null : from + BATCH
      await copyRows(client, leavesText(from, until), 4, walk.take)
      onProgress(walk.seen())
      if (until === null) break
      if (walk.seen() === before && !(await hasMore(client, from))) break
    }
    return await walk.end()
  } finally {
    records.close()
  }
}

async function hasMore(client: Queryable, from: number): Promise<boolean> {
  const { rows } = await client.query({
    text: 'select from journal_leaf where leaf_index >= $1 limit 1',
    values: [from],
  })
  return rows.length > 0
}

function walkLeaves(checkpoints: CheckpointTable, records: Records, tiles: TileCheck, faults: Faults) {
  const roots = createRootCheck(checkpoints, faults)
  let leaves = 0
  const tree = growFlatTree((level, index, root) => {
    const leafIndex = tiles.check(level, index, root)
    if (leafIndex !== undefined) roots.doubt({ reason: 'tile_differs', leafIndex })
  })
  const missing = (): void => {
    roots.suspect({ reason: 'leaf_missing', leafIndex: tree.size, ...named(records.at(tree.size)) })
    roots.condemn()
  }
  const place: { -readonly [Key in keyof LeafBytes]: LeafBytes[Key] } = {
    bytes: Buffer.alloc(0),
    number: 0,
    seq: 0,
    hash: 0,
  }

  const take = (row: Row): void => {
    leaves += 1
    if (roots.isCondemned()) return
    const index = bigintOf(row, LEAF)
    if (index !== tree.size || row.lengths[HASH] !== HASH_BYTES) return missing()
    place.bytes = row.bytes
    place.number = row.starts[NUMBER] as number
    place.seq = row.starts[SEQ] as number
    place.hash = row.starts[HASH] as number
    // The leaf is named that stands where another one stood.
    if (!records.agrees(index, place)) {
      const [number, seq] = [String(bigintOf(row, NUMBER)), integerOf(row, SEQ)]
      roots.suspect({ reason: 'leaf_changed', leafIndex: index, number, seq })
    }
    tree.append(row.bytes, place.hash)
    if (roots.next() === tree.size) roots.check(tree.root())
  }
  const end = async (): Promise<LeavesSeen> => {
    const sealed = checkpoints.lastSize
    if (leaves > sealed) faults.add({ reason: 'no_checkpoint', leafIndex: sealed })
    if (tree.size < sealed && !roots.isCondemned()) missing()
    const extra = await tiles.extra(leaves)
    if (extra !== undefined) roots.doubt({ reason: 'tile_differs', leafIndex: extra })
    roots.close()
    return { leaves, recordsWrong: roots.cleared() }
  }
  return { take, end, seen: () => leaves, isLost: () => roots.isCondemned() }
}

function named(record: Buffer | undefined): Pick<Fault, 'number' | 'seq'> {
  if (!record) return {}
  const { number, seq } = readRecord(record)
  return { number, seq }
}

/** Follows the checkpoints. Before one matches, what looked wrong is a suspicion; the first that does not match decides. */
function createRootCheck(checkpoints: CheckpointTable, faults: Faults) {
  let [position, proven, cleared] = [0, 0, 0]
  let next = checkpoints.at(0)?.size
  let suspicion: Fault | undefined
  let doubts: Fault[] = []
  let condemned = false
  const close = (): void => {
    if (!condemned) for (const doubt of doubts) faults.add(doubt)
    doubts = []
  }
  const condemn = (): void => {
    if (!condemned) faults.add(suspicion ?? { reason: 'root_differs', leafIndex: proven })
    condemned = true
  }
  return {
    /** How many leaves the next checkpoint holds. */
    next: () => next,
    isCondemned: () => condemned,
    suspect: (fault: Fault): void => {
      suspicion ??= fault
    },
    /** A tile that does not fit its leaves is wrong only where the leaves are right. */
    doubt: (fault: Fault): void => void doubts.push(fault),
    close,
    condemn,
    check: (root: Hash): void => {
      const checkpoint = checkpoints.at(position)
      const tested = next ?? proven
      position += 1
      next = checkpoints.at(position)?.size
      if (condemned || !checkpoint) return
      if (!sameBytes(checkpoint.root, root)) return condemn()
      if (suspicion) cleared += 1
      suspicion = undefined
      proven = tested
      close()
    },
    cleared: () => cleared,
  }
}
