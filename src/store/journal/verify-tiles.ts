import { sameBytes, type Hash } from '../../core/journal/tree-hash.ts'
import { TILE_HEIGHT } from '../../core/journal/tree-builder.ts'
import type { Queryable } from './queryable.ts'

export interface TileCheck {
  /** Reads the tiles that the leaves `[from, until)` complete. */
  load(from: number, until: number): Promise<void>
  /** Compares a tile as the tree makes it; the first leaf below it where it is not the one that is stored. */
  check(level: number, index: number, root: Hash): number | undefined
  /** The first leaf below a stored tile that a tree of so many leaves never makes. */
  extra(leaves: number): Promise<number | undefined>
}

interface Tile {
  readonly level: number
  readonly index: string
  readonly hash: Buffer
}

/** A tree of 256^6 leaves is larger than any city's. */
const LEVELS = 6

const rangeText = `select t.level, t.tile_index as index, t.hash
  from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as r (level, first, after)
  join journal_tile t on t.level = r.level and t.tile_index >= r.first and t.tile_index < r.after`

const extraText = `select level, tile_index as index from journal_tile
  where level not between 1 and ${LEVELS} or tile_index < 0
    or (tile_index + 1)::numeric * power(${2 ** TILE_HEIGHT}::numeric, level::integer) > $1
  order by level, tile_index limit 1`

/** Stored tiles, one for 255 leaves, read as the leaves come. */
export function tilesInOrder(client: Queryable): TileCheck {
  let loaded = new Map<string, Buffer>()
  return {
    load: async (from, until) => {
      const levels = Array.from({ length: LEVELS }, (_, index) => index + 1)
      const ends = (leaf: number): readonly number[] => levels.map((level) => Math.floor(leaf / leavesBelow(level)))
      const { rows } = await client.query<Tile>({ text: rangeText, values: [levels, ends(from), ends(until)] })
      loaded = new Map(rows.map((tile) => [`${tile.level}/${tile.index}`, tile.hash]))
    },
    check: (level, index, root) => {
      const stored = loaded.get(`${level}/${index}`)
      return stored && sameBytes(stored, root) ? undefined : firstLeaf(level, index)
    },
    extra: async (leaves) => {
      const { rows } = await client.query<Omit<Tile, 'hash'>>({ text: extraText, values: [leaves] })
      const [tile] = rows
      return tile && Math.max(0, firstLeaf(Math.max(1, Math.min(LEVELS, tile.level)), Number(tile.index)))
    },
  }
}

const leavesBelow = (level: number): number => 2 ** (TILE_HEIGHT * level)
const firstLeaf = (level: number, index: number): number => index * leavesBelow(level)
