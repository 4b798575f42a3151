import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import type { Database } from '../database.ts'
import { listCheckpoints } from './checkpoint-list.ts'
import { createFaults, type Fault, type FaultReason } from './faults.ts'
import { openRecords, readRecord, type LeafRecord } from './leaf-records.ts'
import { numbersBetween, type SpanEnd } from './number-span.ts'
import { noteVerifier } from './sign.ts'
import { verifyEntries } from './verify-entries.ts'
import { verifyLeaves } from './verify-leaves.ts'
import { verifySets } from './verify-sets.ts'

export interface VerifyOptions {
  readonly database: Database
  /** Public key of the sealing, and those that signed before it. A private key stands for its public half. */
  readonly verifyKey: KeyObject | readonly KeyObject[]
  readonly checkpointDir: string
  /** Names the journal, as in its checkpoints. */
  readonly origin: string
  /**
   * Only chains from this request, or from this city day of registration on. The tree with its leaves and checkpoints
   * is always verified as a whole: a part of it would say nothing of the rest.
   */
  readonly from?: SpanEnd | undefined
  /** ... up to and with this one. */
  readonly to?: SpanEnd | undefined
  readonly onProgress?: (done: number, total: number) => void
}

export interface Verdict {
  readonly ok: boolean
  readonly entries: number
  readonly leaves: number
  /** Checkpoints in the database. */
  readonly checkpoints: number
  /** Copies of them outside. Without any, a journal that was cut and sealed anew cannot be told from an honest one. */
  readonly copies: number
  readonly faults: number
  readonly firstBad: { readonly number: string; readonly seq: number; readonly reason: FaultReason } | null
  /** Leaf records outside that are damaged; they are no evidence, so the journal stands. */
  readonly recordsWrong: number
  readonly seconds: number
}

/**
 * Verifies the journal: every stream's chain, the tree over all of them, every signed checkpoint inside and outside the
 * database, and the ends that the requests carry. Reads one snapshot in bounded memory while the product runs.
 */
export async function verifyJournal(options: VerifyOptions): Promise<Verdict> {
  const begun = performance.now()
  const client = await options.database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level repeatable read read only')
    // Rows are wanted in the order of the key: an index gives it at once, a sort only after the last row.
    await client.query('set local enable_sort = off; set local enable_hashjoin = off; set local jit = off')
    const verdict = await verifySnapshot(client, options)
    return { ...verdict, seconds: Math.round(performance.now() - begun) / 1000 }
  } finally {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    client.release(broken)
  }
}

async function verifySnapshot(client: pg.ClientBase, options: VerifyOptions): Promise<Omit<Verdict, 'seconds'>> {
  const { checkpointDir: folder, origin, verifyKey } = options
  const keys = Array.isArray(verifyKey) ? verifyKey : [verifyKey as KeyObject]
  const faults = createFaults()
  const verifiers = keys.map((key) => noteVerifier(origin, key))
  const list = await listCheckpoints(client, { folder, verifiers }, faults)
  try {
    const span = numbersBetween(options.from, options.to)
    const report = progressOf(list.table.lastSize, options.onProgress)
    const seen = await verifyEntries(client, span, list.table, faults, report.entries)
    await client.query('set local enable_sort = on; set local enable_hashjoin = on')
    await verifySets(client, span, seen, faults)
    const tree = await verifyLeaves(client, folder, list.table, faults, report.leaves)
    const first = faults.first()
    return {
      ok: first === undefined,
      entries: seen.entries,
      leaves: tree.leaves,
      checkpoints: list.stored,
      copies: list.copies,
      faults: faults.count(),
      firstBad: first ? await nameOf(client, folder, first) : null,
      recordsWrong: tree.recordsWrong,
    }
  } finally {
    list.table.close()
  }
}

function progressOf(leaves: number, onProgress: VerifyOptions['onProgress']) {
  let entries = 0
  return {
    entries: (done: number): void => {
      entries = done
      onProgress?.(done, Math.max(2 * leaves, done))
    },
    leaves: (done: number): void => onProgress?.(entries + done, Math.max(entries + leaves, entries + done)),
  }
}

type Named = NonNullable<Verdict['firstBad']>

/** The entry that a fault is about: the one that is missing at a stream's end, or the one in the place that is meant. */
async function nameOf(client: pg.ClientBase, folder: string, fault: Fault): Promise<Named> {
  const { number, seq, reason, leafIndex } = fault
  if (number !== undefined && seq !== undefined) {
    if (reason === 'head_differs') return headFault(client, number, seq)
    return (reason === 'leaf_changed' && (await goneFrom(client, folder, leafIndex ?? 0))) || { number, seq, reason }
  }
  const { rows } = await client.query<{ number: string; seq: number }>({
    text: 'select number, seq from journal_leaf where leaf_index = $1',
    values: [leafIndex],
  })
  const place = rows[0] ?? recordAt(folder, leafIndex ?? 0) ?? { number: '0', seq: 0 }
  return { number: place.number, seq: place.seq, reason }
}

function recordAt(folder: string, leafIndex: number): LeafRecord | undefined {
  const records = openRecords(folder)
  try {
    const record = records.at(leafIndex)
    return record && readRecord(record)
  } finally {
    records.close()
  }
}

/** The entry that stood in a place and is nowhere any more; where it only moved, the one that took its place is meant. */
async function goneFrom(client: pg.ClientBase, folder: string, leafIndex: number): Promise<Named | undefined> {
  const record = recordAt(folder, leafIndex)
  if (!record) return undefined
  const { rows } = await client.query<{ hash: Buffer }>({
    text: 'select hash from journal_entry where number = $1 and seq = $2',
    values: [record.number, record.seq],
  })
  if (rows[0]) return undefined
  return { number: record.number, seq: record.seq, reason: 'entry_missing' }
}

/** A request that is further than its stream lacks an entry. */
async function headFault(client: pg.ClientBase, number: string, seq: number): Promise<Named> {
  const { rows } = await client.query<{ seq: number }>({
    text: 'select seq from service_request where number = $1',
    values: [number],
  })
  const [request] = rows
  if (!request) return { number, seq, reason: 'request_missing' }
  return request.seq > seq ? { number, seq: seq + 1, reason: 'entry_missing' } : { number, seq, reason: 'head_differs' }
}
