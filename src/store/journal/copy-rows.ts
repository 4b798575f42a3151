import type { Socket } from 'node:net'
import type pg from 'pg'

/** What the driver has of its connection that this needs; its own types leave these out. */
interface Wire {
  readonly stream: Socket
  query(text: string): void
  sendCopyFail(reason: string): void
}

type Listener = (chunk: Buffer) => void

/** One row of `copy ... (format binary)`, valid during the call only. */
export interface Row {
  /** What the socket brought: rows lie in it as PostgreSQL wrote them, and it may be written over. */
  bytes: Buffer
  /** Where each field begins. */
  readonly starts: Int32Array
  /** How long it is; -1 for null. */
  readonly lengths: Int32Array
}

const COPY_DATA = 0x64
const READY = 0x5a
const HEADER_BYTES = 19

/**
 * `copy ... to stdout (format binary)` for millions of rows: each is handed over where the socket put it, past the
 * driver's own reading, which makes several objects of every row. Everything else goes to the driver as it came.
 * Memory does not grow with the rows. An exception of the taker fails the copy once the statement is over.
 */
export function copyRows(client: pg.ClientBase, text: string, fields: number, take: (row: Row) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown
    const read = rowReader(fields, take)
    const statement = {
      submit: (wire: Wire) => {
        takeOver(wire.stream, (bytes, from, to) => {
          if (failure !== undefined) return
          try {
            read(bytes, from, to)
          } catch (error) {
            failure = error
          }
        })
        wire.query(text)
      },
      handleCopyInResponse: (wire: Wire) => wire.sendCopyFail('this statement reads'),
      handleCopyData: () => undefined,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (failure === undefined ? resolve() : reject(failure)),
      handleError: reject,
    }
    client.query(statement as unknown as pg.Submittable)
  })
}

/** Reads the socket instead of the driver until the statement is over. The line is idle before, so messages begin here. */
function takeOver(stream: Socket, onData: (bytes: Buffer, from: number, to: number) => void): void {
  const drivers = stream.listeners('data') as Listener[]
  const forward = (chunk: Buffer): void => {
    for (const listener of drivers) listener.call(stream, chunk)
  }
  const giveBack = (): void => {
    stream.removeListener('data', onChunk)
    for (const listener of drivers) stream.on('data', listener)
  }
  let rest: Buffer | undefined
  const onChunk = (chunk: Buffer): void => {
    if (!rest) return void walk(chunk, 0)
    // Only the message that two chunks share is put together; of the chunk nothing else is copied.
    const length = rest.length < 5 ? rest.length + chunk.length : 1 + rest.readInt32BE(1)
    const taken = Math.min(chunk.length, length - rest.length)
    const joint = Buffer.concat([rest, chunk.subarray(0, taken)])
    rest = undefined
    if (walk(joint, 0)) {
      if (taken < chunk.length) forward(chunk.subarray(taken))
    } else if (taken < chunk.length) walk(chunk, taken)
  }
  /** Hands over the whole messages; true where the statement is over and the driver reads again. */
  const walk = (bytes: Buffer, from: number): boolean => {
    let offset = from
    while (offset + 5 <= bytes.length) {
      const next = offset + 1 + int32(bytes, offset + 1)
      if (next > bytes.length) break
      const type = bytes[offset]
      if (type === READY) {
        giveBack()
        forward(bytes.subarray(offset))
        return true
      }
      if (type === COPY_DATA) onData(bytes, offset + 5, next)
      else forward(bytes.subarray(offset, next))
      offset = next
    }
    if (offset < bytes.length) rest = bytes.subarray(offset)
    return false
  }
  for (const listener of drivers) stream.removeListener('data', listener)
  stream.on('data', onChunk)
}

function rowReader(fields: number, take: (row: Row) => void): (bytes: Buffer, from: number, to: number) => void {
  const starts = new Int32Array(fields)
  const lengths = new Int32Array(fields)
  const row: Row = { bytes: Buffer.alloc(0), starts, lengths }
  let begun = false
  return (bytes, from, to) => {
    let offset = begun ? from : from + HEADER_BYTES
    begun = true
    // The last message has no fields but a mark.
    if (offset + 2 > to || int16(bytes, offset) !== fields) return
    offset += 2
    for (let field = 0; field < fields; field += 1) {
      const length = int32(bytes, offset)
      offset += 4
      starts[field] = offset
      lengths[field] = length
      if (length > 0) offset += length
    }
    row.bytes = bytes
    take(row)
  }
}

const int16 = (bytes: Buffer, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number)

/** As the reads below, in plain arithmetic: called millions of times, it is faster than the buffer's own methods. */
const int32 = (bytes: Buffer, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number)

const EPOCH_2000 = 946_684_800_000
const UPPER = 4_294_967_296

export const isNull = (row: Row, field: number): boolean => (row.lengths[field] as number) < 0

export const integerOf = (row: Row, field: number): number => int32(row.bytes, row.starts[field] as number)

/** A bigint that is known to stay below 2^53. */
export function bigintOf(row: Row, field: number): number {
  const start = row.starts[field] as number
  return int32(row.bytes, start) * UPPER + (int32(row.bytes, start + 4) >>> 0)
}

/** A timestamptz in milliseconds since 1970, with a fraction where it is finer. */
export const instantOf = (row: Row, field: number): number => bigintOf(row, field) / 1000 + EPOCH_2000

export const booleanOf = (row: Row, field: number): boolean => row.bytes[row.starts[field] as number] === 1
