import type { Tally } from '../core/assessment/tally.ts'
import type { Notice } from '../core/notice/notice.ts'
import { goesOutAt } from '../core/notice/ways.ts'
import type { RecordedEvent } from '../core/work-order/events.ts'
import type { ServiceRequest } from '../core/work-order/service-request.ts'
import { commitParts, commitStatementFor, type CommitRows } from './commit-statement.ts'
import { createGroup } from './group.ts'
import type { Database } from './database.ts'
import { commitment, entryBody, entryHash, genesisHash } from './journal-entry.ts'
import type { Recent } from './recent.ts'
import { toJsonRow } from './rows.ts'
import {
  attachmentColumns,
  callbackColumns,
  counterColumns,
  identityColumns,
  journalColumns,
  noticeColumns,
  outboxColumns,
  overlayColumns,
  requestBirthColumns,
  requestColumns,
  textColumns,
  workOrderColumns,
  type Columns,
} from './sql-tables.ts'

/** What only registration writes. */
export interface RequestBirth {
  readonly messageId: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly language: string
  readonly identity: SealedIdentity | null
}

export interface SealedIdentity {
  readonly keyVersion: number
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
  readonly phoneIndex: Buffer | null
}

/** A task to be done after the commit. The same key waits once. */
export interface Task {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly jobKey?: string
}

/** One request's part of a command. */
export interface RequestChange {
  readonly before: ServiceRequest | null
  readonly after: ServiceRequest
  /** Hash of the stream's last entry before this change; null for a new stream. */
  readonly headHash: Buffer | null
  readonly events: readonly RecordedEvent[]
  readonly birth?: RequestBirth
  /** A corrected identity of a request that is there already. */
  readonly identity?: SealedIdentity
  readonly tallies: readonly Tally[]
  readonly tasks: readonly Task[]
  /** Who is told of it. */
  readonly notices: readonly Notice[]
}

export type RandomBytes = (count: number) => Buffer

export interface Committer {
  /** Commits one request's change; false when another command was faster. Grouped with what else is waiting. */
  commit(change: RequestChange): Promise<boolean>
  /** Commits changes of several requests, whole or not at all. */
  commitWhole(changes: readonly RequestChange[]): Promise<boolean>
}

/** The only writer of requests and what hangs on them. One batch is in flight; what arrives meanwhile forms the next. */
export function createCommitter(
  database: Database,
  random: RandomBytes,
  recent: Recent,
  sendsNotices = false,
): Committer {
  /** Heads of chains that were sent without an answer: they may have been written, or be written yet. */
  const unanswered = new WeakMap<RequestChange, readonly Buffer[]>()
  const run = async (changes: readonly RequestChange[], whole: boolean): Promise<ReadonlySet<string>> => {
    const rows = Object.fromEntries(commitParts.map((part) => [part, []])) as unknown as CommitRows
    const heads = changes.map((change) => addRows(rows, change, random, sendsNotices))
    const { name, text, parts } = commitStatementFor(rows)
    for (const change of changes) recent.forget(change.after.number)
    const values = [...parts.map((part) => JSON.stringify(rows[part])), whole ? changes.length : null]
    const result = await database.query<{ number: string }>({ name, text, values }).catch((error: unknown) => {
      changes.forEach((change, index) => {
        const headHash = heads[index]
        if (headHash) unanswered.set(change, [...(unanswered.get(change) ?? []), headHash])
      })
      throw error
    })
    const done = new Set(result.rows.map((row) => row.number))
    changes.forEach(({ after }, index) => {
      const headHash = heads[index]
      if (headHash && done.has(after.number)) recent.remember({ request: after, headHash })
    })
    // Who lost against its own first try, whose answer got lost, has won.
    for (const change of changes) {
      const sent = done.has(change.after.number) ? undefined : unanswered.get(change)
      if (sent && (await isWritten(database, change.after, sent))) done.add(change.after.number)
    }
    return done
  }
  const group = createGroup<RequestChange, boolean>({
    most: 64,
    keyOf: (change) => change.after.number,
    run: async (changes) => {
      const done = await run(changes, false)
      return changes.map((change) => done.has(change.after.number))
    },
  })
  return {
    commit: (change) => group.add(change),
    commitWhole: async (changes) => {
      try {
        await run(changes, true)
        return true
      } catch (error) {
        if ((error as { code?: string }).code === 'OC409') return false
        throw error
      }
    },
  }
}

/** Whether the stream holds one of these heads where the change would have put it: an equal hash is the same entry. */
async function isWritten(
  database: Database,
  { number, seq }: ServiceRequest,
  heads: readonly Buffer[],
): Promise<boolean> {
  const result = await database.query({
    name: 'is_written',
    text: 'select from journal_entry where number = $1 and seq = $2 and hash = any ($3::bytea[])',
    values: [number, seq, heads],
  })
  return result.rows.length > 0
}

/** Adds the change's rows to the statement's parameters; returns the stream's new head. */
function addRows(rows: CommitRows, change: RequestChange, random: RandomBytes, sendsNotices: boolean): Buffer {
  const { before, after, birth } = change
  const number = after.number
  const headHash = addEntries(rows, change, random)
  const row = toJsonRow(requestColumns, { ...after, headHash })
  if (before) rows.updates.push({ ...row, expected_seq: before.seq })
  else if (birth) rows.inserts.push({ ...row, ...toJsonRow(requestBirthColumns, birth) })
  else throw new Error(`request ${number} is new and has no birth`)
  addChanged(rows.orders, workOrderColumns, number, before?.workOrders, after.workOrders)
  addChanged(rows.overlays, overlayColumns, number, before?.overlays, after.overlays)
  addChanged(rows.callbacks, callbackColumns, number, before?.callbacks, after.callbacks)
  addChanged(rows.attachments, attachmentColumns, number, before?.attachments, after.attachments)
  const identity = birth?.identity ?? change.identity
  if (identity) rows.identities.push(toJsonRow(identityColumns, { ...identity, number }))
  for (const { unitCode, on, metric, amount } of change.tallies) {
    rows.counters.push(toJsonRow(counterColumns, { number, unitCode, onDay: on, metric, amount }))
  }
  for (const notice of change.notices) {
    const waitsSince = sendsNotices ? goesOutAt(notice.kind, notice.at) : null
    rows.notices.push(toJsonRow(noticeColumns, { ...notice, number, waitsSince }))
  }
  for (const { task, payload, jobKey } of change.tasks) {
    rows.tasks.push(toJsonRow(outboxColumns, { number, task, payload, jobKey }))
  }
  return headHash
}

/** Journal rows of the change, chained to the stream; returns the new head. */
function addEntries(rows: CommitRows, change: RequestChange, random: RandomBytes): Buffer {
  const { number } = change.after
  let seq = change.before?.seq ?? 0
  let previous = change.headHash ?? genesisHash
  for (const event of change.events) {
    seq += 1
    const commitments: Record<string, string> = {}
    for (const [name, body] of Object.entries(event.texts ?? {})) {
      const salt = random(16)
      commitments[name] = commitment(salt, body)
      rows.texts.push(toJsonRow(textColumns, { number, seq, name, body, salt }))
    }
    const body = entryBody(number, seq, event, commitments)
    const hash = entryHash(previous, body)
    rows.entries.push(
      toJsonRow(journalColumns, { number, seq, at: event.at, type: event.type, body, previousHash: previous, hash }),
    )
    previous = hash
  }
  if (seq !== change.after.seq)
    throw new Error(`request ${number}: ${seq} entries do not lead to seq ${change.after.seq}`)
  return previous
}

/** Rows of a child list that are new or not the object they were: states are never changed in place. */
function addChanged(
  rows: unknown[],
  columns: Columns,
  number: string,
  before: readonly object[] | undefined,
  after: readonly object[],
): void {
  if (before === after) return
  after.forEach((item, index) => {
    if (before?.[index] !== item) rows.push(toJsonRow(columns, { ...item, number }))
  })
}
