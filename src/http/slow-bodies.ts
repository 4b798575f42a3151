import type { IncomingMessage, ServerResponse } from 'node:http'

export interface Patience {
  /** A body of words has to be whole by then; a file goes on as long as it keeps coming. */
  readonly bodyMs: number
  /** How often a file is looked at after that. */
  readonly lookMs: number
  /** What a file has to bring on average, and is given up below. */
  readonly bytesPerSecond: number
}

const usual: Patience = { bodyMs: 12_000, lookMs: 3_000, bytesPerSecond: 4_096 }

const fileTypes = /^\s*(?:multipart\/form-data|image\/|application\/(?:pdf|octet-stream))/i
const timedOut = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/**
 * Cuts off whoever dribbles a body, sooner than Node's one limit for all could: photos on a slow line take
 * minutes, words never do. To be called for each request before it is answered.
 */
export function cutOffSlowBody(request: IncomingMessage, response: ServerResponse, patience: Patience = usual): void {
  if (request.method !== 'POST') return
  const { bodyMs, lookMs, bytesPerSecond } = patience
  const { socket } = request
  const isFile = fileTypes.test(request.headers['content-type'] ?? '')
  const before = socket.bytesRead
  let elapsedMs = bodyMs
  const look = (): void => {
    if (request.complete || socket.destroyed) return
    const isComing = (socket.bytesRead - before) * 1000 >= bytesPerSecond * elapsedMs
    if (!isFile || !isComing) {
      if (response.headersSent) socket.destroy()
      else socket.end(timedOut, () => socket.destroy())
      return
    }
    elapsedMs += lookMs
    timer = setTimeout(look, lookMs)
  }
  let timer = setTimeout(look, bodyMs)
  request.once('close', () => clearTimeout(timer))
}
