import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** Where a stream's bytes go, until the reader leaves or is let go. */
export interface Sink {
  send(bytes: Uint8Array): void
  end(): void
}

export interface Opened {
  readonly sink: Sink
  readonly response: Response
}

const bufferBytes = 256 * 1024

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/**
 * Opens an event stream. Written straight to Node's answer where there is one: two thousand readers at once are two
 * thousand sockets and nothing besides. A reader that does not read is let go; it comes back and misses nothing.
 * @param onLeave called once, whoever ended it
 */
export function openSink(outgoing: ServerResponse | undefined, onLeave: () => void): Opened {
  return outgoing ? nodeSink(outgoing, onLeave) : streamSink(onLeave)
}

function nodeSink(outgoing: ServerResponse, onLeave: () => void): Opened {
  outgoing.writeHead(200, headers)
  outgoing.flushHeaders()
  outgoing.once('close', onLeave)
  const send = (bytes: Uint8Array): void => {
    if (outgoing.writableEnded || outgoing.destroyed) return
    if (outgoing.writableLength > bufferBytes) outgoing.destroy()
    else outgoing.write(bytes)
  }
  return { sink: { send, end: () => void outgoing.end() }, response: RESPONSE_ALREADY_SENT }
}

function streamSink(onLeave: () => void): Opened {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const leave = (): void => {
    if (!controller) return
    controller = undefined
    onLeave()
  }
  const end = (): void => {
    controller?.close()
    leave()
  }
  const send = (bytes: Uint8Array): void => {
    if (controller && (controller.desiredSize ?? 0) <= 0) end()
    else controller?.enqueue(bytes)
  }
  const body = new ReadableStream<Uint8Array>(
    { start: (started) => void (controller = started), cancel: leave },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
  )
  return { sink: { send, end }, response: new Response(body, { headers }) }
}
