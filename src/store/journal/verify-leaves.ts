import type pg from 'pg'
import type { Checkpoint } from '../../core/journal/checkpoint.ts'
import { sameBytes, type Hash } from '../../core/journal/tree-hash.ts'
import { growTree } from '../../core/journal/tree-builder.ts'
import { copyOut } from '../backup/copy.ts'
import { binaryRows, type BinaryRow } from './binary-rows.ts'
import type { Fault, Faults } from './faults.ts'
import { openRecords, readRecord, recordOf } from './leaf-records.ts'
import { tilesInOrder, type TileCheck } from './verify-tiles.ts'
import { treeHash } from './tree.ts'

export interface LeavesSeen {
  readonly leaves: number
  /** Leaf records outside that a signed root proves wrong: the copy is damaged, the journal is not. */
  readonly recordsWrong: number
}

const leavesText = `copy (select leaf_index, number, seq, hash from journal_leaf order by leaf_index) to stdout (format binary)`
const [LEAF, NUMBER, SEQ, HASH] = [0, 1, 2, 3] as const
const PROGRESS_EVERY = 10_000

/** Grows the tree anew from its leaves, in bounded memory, and compares its root with every checkpoint. */
export async function verifyLeaves(
  client: pg.ClientBase,
  folder: string,
  checkpoints: readonly Checkpoint[],
  faults: Faults,
  onProgress: (leaves: number) => void,
): Promise<LeavesSeen> {
  const tiles = await tilesInOrder(client)
  const records = openRecords(folder)
  try {
    const walk = walkLeaves(checkpoints, records, tiles, faults, onProgress)
    await copyOut(client, leavesText, binaryRows(4, walk.take))
    return walk.end()
  } finally {
    records.close()
  }
}

function walkLeaves(
  checkpoints: readonly Checkpoint[],
  records: ReturnType<typeof openRecords>,
  tiles: TileCheck,
  faults: Faults,
  onProgress: (leaves: number) => void,
) {
  const roots = createRootCheck(checkpoints, faults)
  const tree = growTree(treeHash, undefined, (level, index, root) => {
    const leafIndex = tiles.check(level, index, root)
    if (leafIndex !== undefined) roots.doubt({ reason: 'tile_differs', leafIndex })
  })

  const take = (row: BinaryRow): void => {
    const index = row.bigint(LEAF)
    if (index !== tree.size) {
      roots.suspect({ reason: 'leaf_missing', leafIndex: tree.size, ...named(records.at(tree.size)) })
      roots.condemn()
    }
    const difference = differenceOf(row, records.at(index))
    if (difference) roots.suspect(difference)
    tree.append(treeHash.leaf(row.bytes(HASH)))
    if (roots.next === tree.size) roots.check(tree.root())
    if (tree.size % PROGRESS_EVERY === 0) onProgress(tree.size)
  }
  const end = (): LeavesSeen => {
    const sealed = checkpoints.at(-1)?.size ?? 0
    if (tree.size > sealed) faults.add({ reason: 'no_checkpoint', leafIndex: sealed })
    if (tree.size < sealed) {
      roots.suspect({ reason: 'leaf_missing', leafIndex: tree.size, ...named(records.at(tree.size)) })
      roots.condemn()
    }
    const extra = tiles.unchecked()
    if (extra !== undefined) roots.doubt({ reason: 'tile_differs', leafIndex: extra })
    roots.close()
    return { leaves: tree.size, recordsWrong: roots.cleared() }
  }
  return { take, end }
}

/** Where the leaf is not what the record outside says. The leaf is named that stands where another one stood. */
function differenceOf(row: BinaryRow, record: Buffer | undefined): Fault | undefined {
  if (!record) return undefined
  const leaf = { number: String(row.bigint(NUMBER)), seq: row.integer(SEQ), hash: row.bytes(HASH) }
  if (recordOf(leaf).equals(record)) return undefined
  return { reason: 'leaf_changed', leafIndex: row.bigint(LEAF), number: leaf.number, seq: leaf.seq }
}

function named(record: Buffer | undefined): Pick<Fault, 'number' | 'seq'> {
  if (!record) return {}
  const { number, seq } = readRecord(record)
  return { number, seq }
}

/** Follows the checkpoints. Before one matches, what looked wrong is a suspicion; the first that does not match decides. */
function createRootCheck(checkpoints: readonly Checkpoint[], faults: Faults) {
  let [position, proven, cleared] = [0, 0, 0]
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
    get next() {
      return checkpoints[position]?.size
    },
    suspect: (fault: Fault): void => {
      suspicion ??= fault
    },
    /** A tile that does not fit its leaves is wrong only where the leaves are right. */
    doubt: (fault: Fault): void => void doubts.push(fault),
    close,
    condemn,
    check: (root: Hash): void => {
      const checkpoint = checkpoints[position] as Checkpoint
      position += 1
      if (condemned) return
      if (!sameBytes(checkpoint.root, root)) return condemn()
      if (suspicion) cleared += 1
      suspicion = undefined
      proven = checkpoint.size
      close()
    },
    cleared: () => cleared,
  }
}
