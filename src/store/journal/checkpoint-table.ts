import { closeSync, mkdtempSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checkpoint } from '../../core/journal/checkpoint.ts'
import type { Hash } from '../../core/journal/tree-hash.ts'
import type { Instant } from '../../core/time.ts'

/**
 * Checkpoints in the order of size, in a file that has no name any more and goes with the process: a journal that is
 * sealed twice a minute has a million of them a year, and verifying it takes no more memory for that.
 */
export interface CheckpointTable {
  readonly count: number
  /** Leaves that the last one holds; 0 where there is none. */
  readonly lastSize: number
  /** Size and root of the checkpoint in a place; undefined behind the last. */
  at(place: number): { readonly size: number; readonly root: Hash } | undefined
  /** Time of the first checkpoint that holds the leaf; infinite where none does. */
  sealedAt(leafIndex: number): Instant
  /** Whatever was decided before this time was in an earlier tree than the one that first holds the leaf (null: than any). */
  wouldBeSealedBefore(leafIndex: number | null): Instant
  close(): void
}

export interface CheckpointWriter {
  /** The next one in the order of size. */
  add(checkpoint: Checkpoint): void
  finish(): CheckpointTable
  /** Instead of `finish`. */
  drop(): void
}

const ROOT_BYTES = 32
const [SIZE, AT, CLOCK, COMPLETE, ROOT] = [0, 8, 16, 24, 32] as const
const RECORD_BYTES = ROOT + ROOT_BYTES
const PER_PAGE = 1024
const PAGE_BYTES = PER_PAGE * RECORD_BYTES
/** Pages held at once: entries of streams that live at the same time lie in few. */
const PAGES = 64

export function writeCheckpoints(): CheckpointWriter {
  const file = namelessFile()
  const firstSizes: number[] = []
  const page = Buffer.alloc(PAGE_BYTES)
  let [count, lastSize] = [0, 0]
  let complete = Number.NEGATIVE_INFINITY
  const flush = (records: number): void => {
    if (records > 0) writeSync(file, page, 0, records * RECORD_BYTES)
  }
  return {
    add: ({ size, at, clock, partial, root }) => {
      const place = count % PER_PAGE
      if (place === 0) firstSizes.push(size)
      const start = place * RECORD_BYTES
      page.writeDoubleLE(size, start + SIZE)
      page.writeDoubleLE(at, start + AT)
      page.writeDoubleLE(clock ?? Number.POSITIVE_INFINITY, start + CLOCK)
      // What the ones before prove: one that left entries waiting proves nothing.
      page.writeDoubleLE(complete, start + COMPLETE)
      page.set(root, start + ROOT)
      if (!partial) complete = at
      count += 1
      lastSize = size
      if (place === PER_PAGE - 1) flush(PER_PAGE)
    },
    finish: () => {
      flush(count % PER_PAGE)
      return tableOf(file, { count, lastSize, complete, firstSizes })
    },
    drop: () => closeSync(file),
  }
}

function namelessFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'open12345-verify-'))
  const name = join(folder, 'checkpoints')
  const file = openSync(name, 'wx+', 0o600)
  unlinkSync(name)
  rmSync(folder, { recursive: true, force: true })
  return file
}

interface Written {
  readonly count: number
  readonly lastSize: number
  readonly complete: Instant
  readonly firstSizes: readonly number[]
}

function tableOf(file: number, { count, lastSize, complete, firstSizes }: Written): CheckpointTable {
  const pageAt = pagesOf(file, count)
  const numberAt = (place: number, field: number): number =>
    pageAt(Math.floor(place / PER_PAGE)).readDoubleLE((place % PER_PAGE) * RECORD_BYTES + field)
  let found = { from: 0, until: 0, place: -1, at: 0, before: 0 }
  /** The first checkpoint that holds the leaf; most leaves are asked for beside the one before. */
  const find = (leafIndex: number): typeof found => {
    if (leafIndex >= found.from && leafIndex < found.until) return found
    const page = lastWhere(firstSizes.length, (index) => (firstSizes[index] as number) <= leafIndex)
    // In that page the last that ends before the leaf; the one behind it holds it.
    const start = Math.max(0, page) * PER_PAGE
    const most = Math.min(count - start, PER_PAGE)
    const place = start + 1 + lastWhere(most, (index) => numberAt(start + index, SIZE) <= leafIndex)
    const before = Math.min(numberAt(place, COMPLETE), numberAt(place, CLOCK))
    const from = place === 0 ? Number.NEGATIVE_INFINITY : numberAt(place - 1, SIZE)
    return (found = { from, until: numberAt(place, SIZE), place, at: numberAt(place, AT), before })
  }
  return {
    count,
    lastSize,
    at: (place) => {
      if (place >= count) return undefined
      const start = (place % PER_PAGE) * RECORD_BYTES
      const page = pageAt(Math.floor(place / PER_PAGE))
      return { size: page.readDoubleLE(start), root: page.subarray(start + ROOT, start + RECORD_BYTES) }
    },
    sealedAt: (leafIndex) => (leafIndex < lastSize ? find(leafIndex).at : Number.POSITIVE_INFINITY),
    wouldBeSealedBefore: (leafIndex) =>
      leafIndex !== null && leafIndex < lastSize ? find(leafIndex).before : complete,
    close: () => closeSync(file),
  }
}

/** The last place up to which the test holds; -1 where it never does. */
function lastWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low - 1
}

function pagesOf(file: number, count: number): (page: number) => Buffer {
  const held = new Map<number, Buffer>()
  let last = -1
  let lastPage: Buffer = Buffer.alloc(0)
  return (page) => {
    if (page === last) return lastPage
    let bytes = held.get(page)
    if (!bytes) {
      const oldest = held.size === PAGES ? held.entries().next().value : undefined
      if (oldest) held.delete(oldest[0])
      bytes = oldest?.[1] ?? Buffer.alloc(PAGE_BYTES)
      const length = Math.min(PAGE_BYTES, count * RECORD_BYTES - page * PAGE_BYTES)
      readSync(file, bytes, 0, length, page * PAGE_BYTES)
      held.set(page, bytes)
    }
    ;[last, lastPage] = [page, bytes]
    return bytes
  }
}
