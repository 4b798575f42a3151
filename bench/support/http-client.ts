import { connect, type Socket } from 'node:net'

export interface HttpAnswer {
  readonly status: number
  readonly body: string
}

/** One keep-alive connection; one request at a time is on its way. */
export interface HttpConnection {
  send(method: 'GET' | 'POST', path: string, headers: string, body?: string): Promise<HttpAnswer>
  close(): void
}

const headEnd = Buffer.from('\r\n\r\n')

/**
 * A client that costs as little as can be, so that on a shared machine the server is measured and not
 * its load. It speaks what Node's server answers: a length or chunks, never more.
 * @param headers lines that end with CRLF
 */
export function openConnection(port: number): Promise<HttpConnection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let waiting: { readonly resolve: (answer: HttpAnswer) => void; readonly reject: (error: Error) => void } | undefined
    let received: Buffer = Buffer.alloc(0)
    const fail = (error: Error): void => {
      waiting?.reject(error)
      waiting = undefined
      reject(error)
    }
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server closed the connection')))
    socket.on('data', (data: Buffer) => {
      received = received.length === 0 ? data : Buffer.concat([received, data])
      const found = readAnswer(received)
      if (!found) return
      received = received.subarray(found.bytes)
      const { resolve: deliver } = waiting ?? { resolve: () => undefined }
      waiting = undefined
      deliver(found.answer)
    })
    socket.on('connect', () =>
      resolve({
        send: (method, path, headers, body) =>
          new Promise((answered, failed) => {
            waiting = { resolve: answered, reject: failed }
            const length =
              body === undefined
                ? ''
                : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
            socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}${length}\r\n${body ?? ''}`)
          }),
        close: () => {
          socket.removeAllListeners('close')
          socket.destroy()
        },
      }),
    )
  })
}

function readAnswer(received: Buffer): { readonly answer: HttpAnswer; readonly bytes: number } | undefined {
  const end = received.indexOf(headEnd)
  if (end === -1) return undefined
  const head = received.toString('latin1', 0, end).toLowerCase()
  const status = Number(head.slice(9, 12))
  const from = end + headEnd.length
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1]
  if (length !== undefined) {
    const bytes = from + Number(length)
    return received.length < bytes
      ? undefined
      : { answer: { status, body: received.toString('utf8', from, bytes) }, bytes }
  }
  if (/\r\ntransfer-encoding: *chunked/.test(head)) return readChunks(received, status, from)
  return { answer: { status, body: '' }, bytes: from }
}

function readChunks(received: Buffer, status: number, from: number): ReturnType<typeof readAnswer> {
  const parts: Buffer[] = []
  let at = from
  for (;;) {
    const lineEnd = received.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), 16)
    const next = lineEnd + 2 + size + 2
    if (received.length < next) return undefined
    if (size === 0) return { answer: { status, body: Buffer.concat(parts).toString('utf8') }, bytes: next }
    parts.push(received.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = next
  }
}
