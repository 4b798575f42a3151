import { sameBytes, type Hash, type TreeHash } from './tree-hash.ts'
import { heightOf, spanRoot, type TileTree } from './tile-tree.ts'

/** The largest power of two smaller than `leaves` (at least 2): where RFC 6962 splits a tree. */
const splitOf = (leaves: number): number => 2 ** heightOf(leaves - 1)

/**
 * Proof that leaf `index` is in the tree of `size` leaves (RFC 6962, section 2.1.1), nearest sibling first.
 * Throws a RangeError where there is no such leaf.
 */
export async function inclusionProof(tree: TileTree, index: number, size: number): Promise<readonly Hash[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const proof: Hash[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      proof.push(await spanRoot(tree, middle, end))
      end = middle
    } else {
      proof.push(await spanRoot(tree, start, middle))
      start = middle
    }
  }
  return proof.reverse()
}

/**
 * Proof that the tree of `first` leaves is the beginning of the tree of `second` (RFC 6962, section 2.1.2).
 * Empty where `first` is 0 or equals `second`. Throws a RangeError where `first` is the larger.
 */
export async function consistencyProof(tree: TileTree, first: number, second: number): Promise<readonly Hash[]> {
  if (!(first >= 0 && first <= second)) throw new RangeError(`a tree of ${second} does not begin with one of ${first}`)
  if (first === 0 || first === second) return []
  const proof: Hash[] = []
  let [start, end] = [0, second]
  while (first !== end) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      proof.push(await spanRoot(tree, middle, end))
      end = middle
    } else {
      proof.push(await spanRoot(tree, start, middle))
      start = middle
    }
  }
  if (start > 0) proof.push(await spanRoot(tree, start, end))
  return proof.reverse()
}

/** Checks an inclusion proof (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(
  hash: TreeHash,
  leaf: { readonly index: number; readonly size: number; readonly hash: Hash; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!(leaf.index >= 0 && leaf.index < leaf.size)) return false
  let [node, last] = [leaf.index, leaf.size - 1]
  let root = leaf.hash
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      root = hash.node(sibling, root)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else root = hash.node(root, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(root, leaf.root)
}

export interface TreeHead {
  readonly size: number
  readonly root: Hash
}

/** Checks a consistency proof (RFC 9162, section 2.1.4.2). Every tree continues the empty one. */
export function verifyConsistency(hash: TreeHash, first: TreeHead, second: TreeHead, proof: readonly Hash[]): boolean {
  if (first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && sameBytes(first.root, second.root)
  if (first.size === 0) return proof.length === 0
  const isFull = first.size === 2 ** heightOf(first.size)
  const [start, ...rest] = isFull ? [first.root, ...proof] : proof
  if (!start) return false
  let [node, last] = [first.size - 1, second.size - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [firstRoot, secondRoot] = [start, start]
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      firstRoot = hash.node(sibling, firstRoot)
      secondRoot = hash.node(sibling, secondRoot)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else secondRoot = hash.node(secondRoot, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(firstRoot, first.root) && sameBytes(secondRoot, second.root)
}

const half = (index: number): number => Math.floor(index / 2)
