import type { Hash, TreeHash } from './tree-hash.ts'
import { foldRoots, TILE_HEIGHT, type RightEdge } from './tree-builder.ts'

/** Reads `count` neighbouring roots of full subtrees of 256^level leaves; level 0 are the leaf hashes themselves. */
export type TileReader = (level: number, from: number, count: number) => Promise<readonly Hash[]>

/** A tree that is stored as tiles. */
export interface TileTree {
  readonly hash: TreeHash
  readonly read: TileReader
}

/** The right edge of the tree of `size` leaves: at most 255 tiles of each level are read. */
export async function edgeAt(tree: TileTree, size: number): Promise<RightEdge> {
  return { size, roots: await fullSubtrees(tree, 0, size) }
}

/** Root over the leaves `[start, end)`; `start` is aligned to the largest subtree in the span, as every split is. */
export async function spanRoot(tree: TileTree, start: number, end: number): Promise<Hash> {
  return foldRoots(tree.hash, await fullSubtrees(tree, start, end))
}

async function fullSubtrees(tree: TileTree, start: number, end: number): Promise<readonly Hash[]> {
  const roots: Hash[] = []
  let from = start
  while (from < end) {
    const height = heightOf(end - from)
    roots.push(await subtreeRoot(tree, height, from))
    from += 2 ** height
  }
  return roots
}

/** Height of the largest full subtree that fits into `leaves`. */
export function heightOf(leaves: number): number {
  let height = 0
  while (2 ** (height + 1) <= leaves) height += 1
  return height
}

async function subtreeRoot(tree: TileTree, height: number, start: number): Promise<Hash> {
  const level = Math.floor(height / TILE_HEIGHT)
  const count = 2 ** (height % TILE_HEIGHT)
  const first = start / 2 ** (level * TILE_HEIGHT)
  let row = await tree.read(level, first, count)
  if (row.length !== count) throw new Error(`the tree lacks tiles of level ${level} from ${first}`)
  while (row.length > 1) row = pairs(tree.hash, row)
  return row[0] as Hash
}

const pairs = (hash: TreeHash, row: readonly Hash[]): readonly Hash[] =>
  Array.from({ length: row.length / 2 }, (_, index) => hash.node(row[2 * index] as Hash, row[2 * index + 1] as Hash))
