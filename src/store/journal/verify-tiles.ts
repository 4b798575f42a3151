import type pg from 'pg'
import { sameBytes, type Hash } from '../../core/journal/tree-hash.ts'
import { TILE_HEIGHT } from '../../core/journal/tree-builder.ts'
import { copyOut } from '../backup/copy.ts'
import { binaryRows } from './binary-rows.ts'

export interface TileCheck {
  /** Compares a tile as the tree makes it; the first leaf below it where it is not the one that is stored. */
  check(level: number, index: number, root: Hash): number | undefined
  /** The first leaf below a stored tile that the tree never made. */
  unchecked(): number | undefined
}

const HASH_BYTES = 32
const tilesText =
  'copy (select level, tile_index, hash from journal_tile order by level, tile_index) to stdout (format binary)'

interface Level {
  readonly hashes: Buffer[]
  readonly indexes: number[]
  next: number
}

/** Stored tiles, one for 255 leaves. */
export async function tilesInOrder(client: pg.ClientBase): Promise<TileCheck> {
  const levels = new Map<number, Level>()
  const take = binaryRows(3, (row) => {
    const number = row.bytes(0).readInt16BE(0)
    const level = levels.get(number) ?? { hashes: [], indexes: [], next: 0 }
    levels.set(number, level)
    level.indexes.push(row.bigint(1))
    level.hashes.push(Buffer.from(row.bytes(2).subarray(0, HASH_BYTES + 1)))
  })
  await copyOut(client, tilesText, take)
  return checkOf(levels)
}

const firstLeaf = (level: number, index: number): number => index * 2 ** (TILE_HEIGHT * level)

function checkOf(levels: ReadonlyMap<number, Level>): TileCheck {
  return {
    check: (number, index, root) => {
      const level = levels.get(number)
      const isNext = level?.indexes[level.next] === index
      const stored = isNext ? level.hashes[level.next] : undefined
      if (level && isNext) level.next += 1
      return stored && sameBytes(stored, root) ? undefined : firstLeaf(number, index)
    },
    unchecked: () => {
      for (const [number, { indexes, next }] of levels) {
        const index = indexes[next]
        if (index !== undefined) return Math.max(0, firstLeaf(number, index))
      }
      return undefined
    },
  }
}
