import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../../src/core/journal/proof.ts'
import { createTreeHash, type Hash } from '../../src/core/journal/tree-hash.ts'
import { edgeAt, type TileReader, type TileTree } from '../../src/core/journal/tile-tree.ts'
import { growTree } from '../../src/core/journal/tree-builder.ts'

const tree = createTreeHash((data) => hash('sha256', data, 'buffer'))
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text, 'hex')

/** RFC 6962, section 2.1, word by word. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return tree.empty()
  if (leaves.length === 1) return leaves[0] as Hash
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return tree.node(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)))
}

/** A tree in memory as the database keeps it: leaves, and the tiles that growing it reports. */
function storedTree(size: number): TileTree & { readonly leaves: readonly Hash[] } {
  const leaves = Array.from({ length: size }, (_, index) => tree.leaf(hash('sha256', String(index), 'buffer')))
  const tiles = new Map<string, Hash>()
  const builder = growTree(tree, undefined, (level, index, root) => tiles.set(`${level}/${index}`, root))
  for (const leaf of leaves) builder.append(leaf)
  const read: TileReader = async (level, from, count) =>
    Array.from(
      { length: count },
      (_, i) => (level === 0 ? leaves[from + i] : tiles.get(`${level}/${from + i}`)) as Hash,
    )
  return { hash: tree, read, leaves }
}

const ctLeaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ctRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('the roots of the Certificate Transparency test tree', () => {
  const builder = growTree(tree)
  const roots = [hex(builder.root())]
  for (const leaf of ctLeaves) {
    builder.append(tree.leaf(bytes(leaf)))
    roots.push(hex(builder.root()))
  }
  expect(roots).toEqual(ctRoots)
})

test('the proof of its first leaf', async () => {
  const leaves = ctLeaves.map((leaf) => tree.leaf(bytes(leaf)))
  const read: TileReader = async (_, from, count) => leaves.slice(from, from + count)
  const proof = await inclusionProof({ hash: tree, read }, 0, 8)
  expect(proof.map(hex)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
})

const big = storedTree(70_000)
const rootAt = async (size: number): Promise<Hash> => growTree(tree, await edgeAt(big, size)).root()

test('a root from tiles is the root by definition, on both sides of every tile boundary', async () => {
  for (const size of [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537, 70_000]) {
    expect(hex(await rootAt(size)), `size ${size}`).toBe(hex(rootByDefinition(big.leaves.slice(0, size))))
  }
})

test('growing from an edge is growing from the beginning', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1000), fc.nat(600), async (size, more) => {
      const grown = growTree(tree, await edgeAt(big, size))
      for (const leaf of big.leaves.slice(size, size + more)) grown.append(leaf)
      expect(hex(grown.root())).toBe(hex(await rootAt(size + more)))
    }),
    { numRuns: 40 },
  )
})

test('every inclusion proof of small trees holds, and only for its own leaf, place and tree', async () => {
  for (let size = 1; size <= 40; size += 1) {
    const root = await rootAt(size)
    for (let index = 0; index < size; index += 1) {
      const proof = await inclusionProof(big, index, size)
      const leaf = { index, size, hash: big.leaves[index] as Hash, root }
      expect(verifyInclusion(tree, leaf, proof)).toBe(true)
      expect(verifyInclusion(tree, { ...leaf, hash: big.leaves[index + 1] as Hash }, proof)).toBe(false)
      expect(verifyInclusion(tree, { ...leaf, index: (index + 1) % size }, proof)).toBe(size === 1)
      expect(verifyInclusion(tree, leaf, [...proof, root])).toBe(false)
      if (proof.length > 0) expect(verifyInclusion(tree, leaf, proof.slice(1))).toBe(false)
    }
  }
})

test('every consistency proof of small trees holds, and none for another beginning', async () => {
  for (let second = 1; second <= 40; second += 1) {
    const after = { size: second, root: await rootAt(second) }
    for (let first = 1; first < second; first += 1) {
      const before = { size: first, root: await rootAt(first) }
      const proof = await consistencyProof(big, first, second)
      expect(verifyConsistency(tree, before, after, proof)).toBe(true)
      expect(verifyConsistency(tree, { size: first, root: after.root }, after, proof)).toBe(false)
      expect(verifyConsistency(tree, before, { size: second, root: before.root }, proof)).toBe(false)
      expect(verifyConsistency(tree, before, after, proof.slice(1))).toBe(false)
    }
  }
})

test('proofs over many tiles hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 70_000 }), fc.nat(), fc.nat(), async (size, a, b) => {
      const index = a % size
      const first = 1 + (b % (size - 1))
      const root = await rootAt(size)
      const leaf = { index, size, hash: big.leaves[index] as Hash, root }
      expect(verifyInclusion(tree, leaf, await inclusionProof(big, index, size))).toBe(true)
      const proof = await consistencyProof(big, first, size)
      expect(verifyConsistency(tree, { size: first, root: await rootAt(first) }, { size, root }, proof)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('there is no proof of a leaf that is not there, nor of a larger beginning', async () => {
  await expect(inclusionProof(big, 5, 5)).rejects.toThrow(RangeError)
  await expect(inclusionProof(big, -1, 5)).rejects.toThrow(RangeError)
  await expect(consistencyProof(big, 6, 5)).rejects.toThrow(RangeError)
})
