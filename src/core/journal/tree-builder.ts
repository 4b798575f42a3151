import type { Hash, TreeHash } from './tree-hash.ts'

/** The right edge of a tree: roots of its full subtrees, largest first. Enough to append and to know the root. */
export interface RightEdge {
  /** Leaves in the tree. */
  readonly size: number
  readonly roots: readonly Hash[]
}

export const emptyEdge: RightEdge = { size: 0, roots: [] }

/** Tiles are roots of full subtrees of 2^8, 2^16, ... leaves: a proof reads hundreds of rows, not millions. */
export const TILE_HEIGHT = 8

export type OnTile = (level: number, index: number, root: Hash) => void

export interface TreeBuilder {
  readonly size: number
  /** Appends a leaf hash; its index is the size before. */
  append(leafHash: Hash): void
  root(): Hash
}

/**
 * Grows a tree leaf by leaf from its right edge (RFC 6962). `onTile` hears of every full subtree of 256^level leaves,
 * level 1 and up, as its last leaf arrives. Costs one node hash a leaf on average.
 */
export function growTree(tree: TreeHash, from: RightEdge = emptyEdge, onTile?: OnTile): TreeBuilder {
  const roots = [...from.roots]
  let size = from.size
  return {
    get size() {
      return size
    },
    append: (leafHash) => {
      let hash = leafHash
      let height = 0
      let index = size
      while (index % 2 === 1) {
        hash = tree.node(roots.pop() as Hash, hash)
        index = (index - 1) / 2
        height += 1
        if (onTile && height % TILE_HEIGHT === 0) onTile(height / TILE_HEIGHT, index, hash)
      }
      roots.push(hash)
      size += 1
    },
    root: () => foldRoots(tree, roots),
  }
}

/** Root over full subtrees that lie side by side, largest first. */
export const foldRoots = (tree: TreeHash, roots: readonly Hash[]): Hash =>
  roots.length === 0 ? tree.empty() : roots.reduceRight((right, left) => tree.node(left, right))
