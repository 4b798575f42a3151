import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

/** What the driver has of its connection that COPY needs; its own types leave these out. */
interface Wire {
  readonly stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** The driver hands every message of a statement to these methods. */
interface Statement {
  submit(wire: Wire): void
  handleCopyInResponse(wire: Wire): void
  handleCopyData(message: { readonly chunk: Buffer }, wire: Wire): void
  handleCommandComplete(message: { readonly text: string }): void
  handleReadyForQuery(): void
  handleError(error: Error): void
}

/** Whoever takes COPY's rows. The bytes are the driver's own buffer: copy what is kept longer than the call. */
export type TakeChunk = (chunk: Buffer, flow: Flow) => void

/** Stops the socket while the taker is full; at most what one read of the socket brought arrives after `pause`. */
export interface Flow {
  pause(): void
  resume(): void
}

interface Outcome {
  readonly resolve: (rows: number) => void
  readonly reject: (error: unknown) => void
}

/**
 * `copy ... to stdout`: every row is one chunk, handed over as it arrives, so memory stays bounded. Resolves with the
 * number of rows. An exception of the taker fails the copy once the statement is over.
 */
export function copyOut(client: pg.ClientBase, text: string, take: TakeChunk): Promise<number> {
  return new Promise((resolve, reject) => submit(client, outStatement(text, take, { resolve, reject })))
}

function outStatement(text: string, take: TakeChunk, outcome: Outcome): Statement {
  let rows = 0
  let failure: unknown
  let flow: Flow | undefined
  return {
    submit: (wire) => wire.query(text),
    handleCopyInResponse: (wire) => wire.sendCopyFail('this statement reads'),
    handleCopyData: ({ chunk }, wire) => {
      if (failure !== undefined) return
      flow ??= { pause: () => wire.stream.pause(), resume: () => wire.stream.resume() }
      try {
        take(chunk, flow)
      } catch (error) {
        failure = error
      }
    },
    handleCommandComplete: (message) => (rows = rowsOf(message.text)),
    handleReadyForQuery: () => (failure === undefined ? outcome.resolve(rows) : outcome.reject(failure)),
    handleError: outcome.reject,
  }
}

/** `copy ... from stdin`: sends the chunks as fast as the server takes them. Resolves with the number of rows. */
export function copyIn(client: pg.ClientBase, text: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => submit(client, inStatement(text, chunks, { resolve, reject })))
}

function inStatement(text: string, chunks: AsyncIterable<Buffer>, outcome: Outcome): Statement {
  let rows = 0
  let failure: unknown
  let over = false
  return {
    submit: (wire) => wire.query(text),
    handleCopyInResponse: (wire) => {
      send(wire, chunks, () => over).catch((error: unknown) => {
        failure = error
        wire.sendCopyFail('the source failed')
      })
    },
    handleCopyData: () => undefined,
    handleCommandComplete: (message) => (rows = rowsOf(message.text)),
    handleReadyForQuery: () => (failure === undefined ? outcome.resolve(rows) : outcome.reject(failure)),
    handleError: (error) => {
      over = true
      outcome.reject(failure ?? error)
    },
  }
}

async function send(wire: Wire, chunks: AsyncIterable<Buffer>, isOver: () => boolean): Promise<void> {
  for await (const chunk of chunks) {
    if (isOver() || wire.stream.destroyed) return
    wire.sendCopyFromChunk(chunk)
    if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), once(wire.stream, 'close')])
  }
  wire.endCopyFrom()
}

const submit = (client: pg.ClientBase, statement: Statement): void => {
  client.query(statement as unknown as pg.Submittable)
}

const rowsOf = (tag: string): number => Number(/\d+$/.exec(tag)?.[0] ?? 0)
