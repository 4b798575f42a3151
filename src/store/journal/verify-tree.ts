import { hash } from 'node:crypto'
import { foldRoots, TILE_HEIGHT, type OnTile } from '../../core/journal/tree-builder.ts'
import type { Hash } from '../../core/journal/tree-hash.ts'
import { treeHash } from './tree.ts'

export interface FlatTree {
  readonly size: number
  /** Appends the leaf that holds the entry hash at a place. */
  append(bytes: Uint8Array, start: number): void
  root(): Hash
}

const HASH_BYTES = 32
const DEEPEST = 53

/**
 * The tree of core's `growTree`, grown for millions of leaves at once: its right edge lies in one piece of memory, and
 * no leaf leaves an object behind.
 */
export function growFlatTree(onTile: OnTile): FlatTree {
  const edge = new Uint8Array(DEEPEST * HASH_BYTES)
  const leafInput = new Uint8Array(1 + HASH_BYTES)
  const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES)
  nodeInput[0] = 1
  let [depth, size] = [0, 0]
  const put = (digest: string): void => {
    const start = depth * HASH_BYTES
    for (let index = 0; index < HASH_BYTES; index += 1) edge[start + index] = digest.charCodeAt(index)
    depth += 1
  }
  const rootAt = (place: number): Hash => edge.slice(place * HASH_BYTES, (place + 1) * HASH_BYTES)
  return {
    get size() {
      return size
    },
    append: (bytes, start) => {
      for (let index = 0; index < HASH_BYTES; index += 1) leafInput[index + 1] = bytes[start + index] as number
      put(hash('sha256', leafInput, 'binary'))
      let [height, place] = [0, size]
      while (place % 2 === 1) {
        depth -= 2
        const pair = depth * HASH_BYTES
        for (let index = 0; index < 2 * HASH_BYTES; index += 1) nodeInput[index + 1] = edge[pair + index] as number
        put(hash('sha256', nodeInput, 'binary'))
        place = (place - 1) / 2
        height += 1
        if (height % TILE_HEIGHT === 0) onTile(height / TILE_HEIGHT, place, rootAt(depth - 1))
      }
      size += 1
    },
    root: () =>
      foldRoots(
        treeHash,
        Array.from({ length: depth }, (_, place) => rootAt(place)),
      ),
  }
}
