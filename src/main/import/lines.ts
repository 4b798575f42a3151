import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

export interface Line {
  /** Counted from 1. */
  readonly number: number
  /** Without its line end; null for one that is longer than any row is. */
  readonly text: string | null
}

export interface LineReader {
  readonly lines: AsyncIterable<Line>
  /** Share of the file that was read so far, 0 to 1. */
  share(): number
}

/** The file itself could not be read on: gone, or packed wrongly. */
export class FileFault extends Error {
  readonly code: string
  constructor(cause: Error & { readonly code?: string }) {
    super(cause.message, { cause })
    this.name = 'FileFault'
    this.code = cause.code ?? cause.message
  }
}

export const longestLine = 1_000_000

/**
 * The lines of a file, unpacked where it is gzip (by its first bytes, whatever it is called). Bytes
 * that are not of the encoding become U+FFFD. The lines throw FileFault; opening throws what the system throws.
 */
export async function readLines(file: string, encoding: string): Promise<LineReader> {
  const { size, isGzip } = await look(file)
  let read = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      read += chunk.length
      done(null, chunk)
    },
  })
  const streams = [createReadStream(file), counted, ...(isGzip ? [createGunzip()] : [])]
  // Whoever reads the last stream is told of a fault in any of them, and stopping early closes them all.
  const bytes = pipeline(streams, () => undefined) as unknown as Readable
  return { lines: split(bytes, encoding), share: () => (size === 0 ? 1 : Math.min(1, read / size)) }
}

async function look(file: string): Promise<{ readonly size: number; readonly isGzip: boolean }> {
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    const { size } = await handle.stat()
    return { size, isGzip: buffer[0] === 0x1f && buffer[1] === 0x8b }
  } finally {
    await handle.close()
  }
}

async function* split(bytes: Readable, encoding: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let number = 0
  let tooLong = false
  const complete = (text: string): Line => {
    number += 1
    const whole = tooLong || text.length > longestLine ? null : text.endsWith('\r') ? text.slice(0, -1) : text
    tooLong = false
    return { number, text: whole }
  }
  for await (const chunk of chunksOf(bytes)) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) yield complete(part)
    if (rest.length > longestLine) {
      tooLong = true
      rest = ''
    }
  }
  rest += decoder.decode()
  if (rest !== '' || tooLong) yield complete(rest)
}

async function* chunksOf(bytes: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of bytes) yield chunk as Buffer
  } catch (error) {
    throw new FileFault(error as Error)
  }
}
