import { hash } from 'node:crypto'
import type pg from 'pg'
import type { Checkpoint } from '../../core/journal/checkpoint.ts'
import { MINUTE, type Instant } from '../../core/time.ts'
import { copyOut } from '../backup/copy.ts'
import { genesisHash } from '../journal-entry.ts'
import { binaryRows, type BinaryRow } from './binary-rows.ts'
import { bodyTells } from './body-check.ts'
import type { FaultReason, Faults } from './faults.ts'
import type { NumberSpan } from './number-span.ts'

/** Streams below this number are not requests: a period, a scheme, a catalogue version. */
const FIRST_REQUEST = 1_000_000_000
/** Between the decision and the sealing that could have held it; clocks of several machines differ by less. */
const TOLERANCE = 10 * MINUTE
const PROGRESS_EVERY = 10_000

export interface EntriesSeen {
  readonly entries: number
  /** Entries that have a leaf in the tree. */
  readonly inTree: number
  /** Streams whose end is what their request says. */
  readonly heads: number
}

const entriesText = ({ from, to }: NumberSpan): string => `copy (
  select e.number, e.seq, e.at, e.type,
    case when length(e.previous_hash) = 32 then e.previous_hash || convert_to(e.body, 'UTF8') else '' end, e.hash,
    l.leaf_index, l.hash = e.hash, r.head_hash = e.hash
  from journal_entry e
  left join journal_leaf l on l.number = e.number and l.seq = e.seq
  left join service_request r on r.number = e.number and r.seq = e.seq
  where e.number between ${from} and ${to}
  order by e.number, e.seq
) to stdout (format binary)`
const [NUMBER, SEQ, AT, TYPE, CHAINED, HASH, LEAF, LEAF_SAME, HEAD_SAME] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
const HASH_BYTES = 32

/** Recomputes every stream's chain, in bounded memory, and compares each entry with its leaf and its request. */
export async function verifyEntries(
  client: pg.ClientBase,
  span: NumberSpan,
  checkpoints: readonly Checkpoint[],
  faults: Faults,
  onProgress: (entries: number) => void,
): Promise<EntriesSeen> {
  const walk = walkEntries(checkpoints, faults, onProgress)
  await copyOut(client, entriesText(span), binaryRows(9, walk.take))
  return walk.end()
}

interface Stream {
  readonly number: number
  readonly text: string
  seq: number
  head: Buffer
  leafIndex: number | null
  headSame: boolean
  /** Its first entry was sealed long after its own time (history that was imported): late entries say nothing. */
  historical: boolean
}

function walkEntries(checkpoints: readonly Checkpoint[], faults: Faults, onProgress: (entries: number) => void) {
  const sealing = createSealingTimes(checkpoints)
  let [entries, inTree, heads] = [0, 0, 0]
  let stream: Stream | undefined

  const endStream = (): void => {
    if (!stream || stream.number < FIRST_REQUEST) return
    if (stream.headSame) heads += 1
    else faults.add({ reason: 'head_differs', number: stream.text, seq: stream.seq, leafIndex: stream.leafIndex })
  }

  const take = (row: BinaryRow): void => {
    entries += 1
    const number = row.bigint(NUMBER)
    if (stream?.number !== number) {
      endStream()
      stream = newStream(number)
    }
    const leafIndex = row.isNull(LEAF) ? null : row.bigint(LEAF)
    if (leafIndex !== null) inTree += 1
    const problem = checkEntry(stream, row, leafIndex, sealing)
    if (problem) faults.add({ leafIndex, number: stream.text, ...problem })
    stream.seq = row.integer(SEQ)
    row.bytes(HASH).copy(stream.head)
    stream.leafIndex = leafIndex
    stream.headSame = !row.isNull(HEAD_SAME) && row.boolean(HEAD_SAME)
    if (entries % PROGRESS_EVERY === 0) onProgress(entries)
  }
  const end = (): EntriesSeen => {
    endStream()
    return { entries, inTree, heads }
  }
  return { take, end }
}

const newStream = (number: number): Stream => ({
  number,
  text: String(number),
  seq: 0,
  head: Buffer.from(genesisHash),
  leafIndex: -1,
  headSame: false,
  historical: false,
})

interface Problem {
  readonly reason: FaultReason
  readonly seq: number
  readonly leafIndex?: null
}

/** The first thing that is wrong with the entry. Later entries are judged by what is stored, so one change is one fault. */
function checkEntry(
  stream: Stream,
  row: BinaryRow,
  leafIndex: number | null,
  sealing: SealingTimes,
): Problem | undefined {
  const seq = row.integer(SEQ)
  if (seq !== stream.seq + 1) return { reason: 'entry_missing', seq: stream.seq + 1, leafIndex: null }
  const chained = row.bytes(CHAINED)
  if (!startsWith(chained, stream.head)) return { reason: 'chain_broken', seq }
  if (hash('sha256', chained, 'binary') !== row.bytes(HASH).toString('latin1')) return { reason: 'hash_wrong', seq }
  const at = row.instant(AT)
  const columns = { number: stream.text, seq, at, type: row.bytes(TYPE).toString('latin1') }
  if (!bodyTells(chained.subarray(HASH_BYTES), columns)) return { reason: 'body_differs', seq }
  const reason = placeProblem(stream, row, leafIndex, at, sealing)
  return reason && { reason, seq }
}

const startsWith = (bytes: Buffer, beginning: Buffer): boolean =>
  bytes.length >= HASH_BYTES && bytes.compare(beginning, 0, HASH_BYTES, 0, HASH_BYTES) === 0

/** Checks the entry's place in the tree and its time against the time of its sealing. */
function placeProblem(
  stream: Stream,
  row: BinaryRow,
  leafIndex: number | null,
  at: Instant,
  sealing: SealingTimes,
): FaultReason | undefined {
  if (leafIndex !== null) {
    if (!row.boolean(LEAF_SAME)) return 'leaf_differs'
    if (stream.leafIndex === null || leafIndex <= stream.leafIndex) return 'leaf_order'
    if (at > sealing.sealedAt(leafIndex)) return 'after_checkpoint'
  }
  const late = at < sealing.wouldBeSealedBefore(leafIndex) - TOLERANCE
  if (stream.seq === 0) stream.historical = late
  return late && !stream.historical ? 'back_dated' : undefined
}

interface SealingTimes {
  /** Time of the first checkpoint that holds the leaf; infinite where none does. */
  sealedAt(leafIndex: number): Instant
  /** Whatever was decided before this time was in an earlier tree than the one that first holds the leaf (null: than any). */
  wouldBeSealedBefore(leafIndex: number | null): Instant
}

function createSealingTimes(checkpoints: readonly Checkpoint[]): SealingTimes {
  const sizes = Float64Array.from(checkpoints, (checkpoint) => checkpoint.size)
  const times = Float64Array.from(checkpoints, (checkpoint) => checkpoint.at)
  // A checkpoint that left entries waiting proves nothing; one whose clock ran behind proves no more than its clock.
  const complete = new Float64Array(checkpoints.length + 1).fill(Number.NEGATIVE_INFINITY)
  checkpoints.forEach((checkpoint, index) => {
    complete[index + 1] = checkpoint.partial ? (complete[index] as number) : checkpoint.at
  })
  const clocks = Float64Array.from(checkpoints, (checkpoint) => checkpoint.clock ?? Number.POSITIVE_INFINITY)
  const indexOf = (leafIndex: number): number => {
    let [low, high] = [0, sizes.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sizes[middle] as number) > leafIndex) high = middle
      else low = middle + 1
    }
    return low
  }
  return {
    sealedAt: (leafIndex) => times[indexOf(leafIndex)] ?? Number.POSITIVE_INFINITY,
    wouldBeSealedBefore: (leafIndex) => {
      const index = leafIndex === null ? sizes.length : indexOf(leafIndex)
      return Math.min(complete[index] as number, clocks[index] ?? Number.POSITIVE_INFINITY)
    },
  }
}
