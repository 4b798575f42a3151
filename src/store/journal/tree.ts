import { hash } from 'node:crypto'
import type { HashFunction } from '../../core/journal/tree-hash.ts'
import { createTreeHash } from '../../core/journal/tree-hash.ts'
import type { TileReader } from '../../core/journal/tile-tree.ts'
import type { Queryable } from './queryable.ts'

/** By way of a string: asked for bytes, Node takes three times as long for inputs as short as these. */
export const sha256: HashFunction = (data) => Buffer.from(hash('sha256', data, 'binary'), 'latin1')

/** The tree's hashes. Synchronous and without waiting in between, so one of them serves everybody. */
export const treeHash = createTreeHash(sha256)

const leavesText = 'select hash from journal_leaf where leaf_index >= $1 and leaf_index < $2 order by leaf_index'
const tilesText =
  'select hash from journal_tile where level = $3 and tile_index >= $1 and tile_index < $2 order by tile_index'

/** Tiles as the database holds them; level 0 are the leaf hashes of the entries. */
export const tilesOf =
  (database: Queryable): TileReader =>
  async (level, from, count) => {
    const span = [from, from + count]
    const result =
      level === 0
        ? await database.query<{ hash: Buffer }>({ name: 'journal leaves', text: leavesText, values: span })
        : await database.query<{ hash: Buffer }>({ name: 'journal tiles', text: tilesText, values: [...span, level] })
    return result.rows.map((row) => (level === 0 ? treeHash.leaf(row.hash) : row.hash))
  }
