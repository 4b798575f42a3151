import { hash } from 'node:crypto'
import type pg from 'pg'
import { MINUTE, type Instant } from '../../core/time.ts'
import { genesisHash } from '../journal-entry.ts'
import { looksRight, numberMark, parsedTells, type BodyPlace } from './body-check.ts'
import type { CheckpointTable } from './checkpoint-table.ts'
import { bigintOf, booleanOf, copyRows, instantOf, integerOf, isNull, type Row } from './copy-rows.ts'
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

// In the order of the keys of all three tables, so that the database merges and sorts nothing.
const entriesText = ({ from, to }: NumberSpan): string => `copy (
  select e.number, e.seq, e.at, e.type, e.previous_hash, e.body, e.hash,
    l.leaf_index, l.hash = e.hash, r.head_hash = e.hash
  from journal_entry e
  left join journal_leaf l on l.number = e.number and l.seq = e.seq
  left join service_request r on r.number = e.number and r.seq = e.seq
  where e.number between '${from}' and '${to}'
  order by e.number, e.seq
) to stdout (format binary)`
const [NUMBER, SEQ, AT, TYPE, PREVIOUS, BODY, HASH, LEAF, LEAF_SAME, HEAD_SAME] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const
const FIELDS = 10
const HASH_BYTES = 32
/** Between two fields lies the second one's length. */
const LENGTH_BYTES = 4

/** Recomputes every stream's chain, in bounded memory, and compares each entry with its leaf and its request. */
export async function verifyEntries(
  client: pg.ClientBase,
  span: NumberSpan,
  checkpoints: CheckpointTable,
  faults: Faults,
  onProgress: (entries: number) => void,
): Promise<EntriesSeen> {
  const walk = walkEntries(checkpoints, faults, onProgress)
  await copyRows(client, entriesText(span), FIELDS, walk.take)
  return walk.end()
}

interface Stream {
  readonly number: number
  readonly text: string
  /** How its bodies name it. */
  readonly mark: Uint8Array
  seq: number
  readonly head: Buffer
  leafIndex: number | null
  headSame: boolean
  /** Its first entry was sealed long after its own time (history that was imported): late entries say nothing. */
  historical: boolean
}

function walkEntries(sealing: CheckpointTable, faults: Faults, onProgress: (entries: number) => void) {
  let [entries, inTree, heads] = [0, 0, 0]
  let stream: Stream | undefined

  const endStream = (): void => {
    if (!stream || stream.number < FIRST_REQUEST) return
    if (stream.headSame) heads += 1
    else faults.add({ reason: 'head_differs', number: stream.text, seq: stream.seq, leafIndex: stream.leafIndex })
  }

  const take = (row: Row): void => {
    entries += 1
    const number = bigintOf(row, NUMBER)
    if (stream?.number !== number) {
      endStream()
      stream = newStream(number)
    }
    const leafIndex = isNull(row, LEAF) ? null : bigintOf(row, LEAF)
    if (leafIndex !== null) inTree += 1
    const problem = checkEntry(stream, row, leafIndex, sealing)
    if (problem) faults.add({ leafIndex, number: stream.text, ...problem })
    stream.seq = integerOf(row, SEQ)
    copyHash(row, stream.head)
    stream.leafIndex = leafIndex
    stream.headSame = !isNull(row, HEAD_SAME) && booleanOf(row, HEAD_SAME)
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
  mark: numberMark(String(number)),
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
function checkEntry(stream: Stream, row: Row, leafIndex: number | null, sealing: CheckpointTable): Problem | undefined {
  const seq = integerOf(row, SEQ)
  if (seq !== stream.seq + 1) return { reason: 'entry_missing', seq: stream.seq + 1, leafIndex: null }
  if (!follows(row, stream.head)) return { reason: 'chain_broken', seq }
  if (!isOwnHash(row)) return { reason: 'hash_wrong', seq }
  const at = instantOf(row, AT)
  if (!bodyTells(row, stream, seq, at)) return { reason: 'body_differs', seq }
  const reason = placeProblem(stream, row, leafIndex, at, sealing)
  return reason && { reason, seq }
}

function follows({ bytes, starts, lengths }: Row, head: Buffer): boolean {
  if (lengths[PREVIOUS] !== HASH_BYTES) return false
  const start = starts[PREVIOUS] as number
  for (let index = 0; index < HASH_BYTES; index += 1) if (bytes[start + index] !== head[index]) return false
  return true
}

/** The previous hash is moved to where the body begins, over the body's length: what is hashed then lies in one piece. */
function isOwnHash({ bytes, starts, lengths }: Row): boolean {
  const [previous, body, own] = [starts[PREVIOUS] as number, starts[BODY] as number, starts[HASH] as number]
  for (let index = HASH_BYTES - 1; index >= 0; index -= 1) {
    bytes[previous + LENGTH_BYTES + index] = bytes[previous + index] as number
  }
  if (lengths[HASH] !== HASH_BYTES) return false
  const digest = hash('sha256', bytes.subarray(body - HASH_BYTES, body + (lengths[BODY] as number)), 'binary')
  for (let index = 0; index < HASH_BYTES; index += 1) if (digest.charCodeAt(index) !== bytes[own + index]) return false
  return true
}

const place: { -readonly [Key in keyof BodyPlace]: BodyPlace[Key] } = {
  bytes: Buffer.alloc(0),
  from: 0,
  to: 0,
  typeFrom: 0,
  typeTo: 0,
}

function bodyTells({ bytes, starts, lengths }: Row, stream: Stream, seq: number, at: Instant): boolean {
  place.bytes = bytes
  place.from = starts[BODY] as number
  place.to = place.from + (lengths[BODY] as number)
  place.typeFrom = starts[TYPE] as number
  place.typeTo = place.typeFrom + (lengths[TYPE] as number)
  if (looksRight(place, stream.mark, seq, at)) return true
  const type = bytes.toString('utf8', place.typeFrom, place.typeTo)
  return parsedTells(bytes.toString('utf8', place.from, place.to), { number: stream.text, seq, at, type })
}

function copyHash({ bytes, starts, lengths }: Row, to: Buffer): void {
  const start = starts[HASH] as number
  // A hash of another length is no hash: nothing can follow it.
  for (let index = 0; index < HASH_BYTES; index += 1) {
    to[index] = index < (lengths[HASH] as number) ? (bytes[start + index] as number) : 0
  }
}

/** Checks the entry's place in the tree and its time against the time of its sealing. */
function placeProblem(
  stream: Stream,
  row: Row,
  leafIndex: number | null,
  at: Instant,
  sealing: CheckpointTable,
): FaultReason | undefined {
  if (leafIndex !== null) {
    if (!booleanOf(row, LEAF_SAME)) return 'leaf_differs'
    if (stream.leafIndex === null || leafIndex <= stream.leafIndex) return 'leaf_order'
    if (at > sealing.sealedAt(leafIndex)) return 'after_checkpoint'
  }
  const late = at < sealing.wouldBeSealedBefore(leafIndex) - TOLERANCE
  if (stream.seq === 0) stream.historical = late
  return late && !stream.historical ? 'back_dated' : undefined
}
