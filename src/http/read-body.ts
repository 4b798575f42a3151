import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { fileBytesMost } from '../core/work-order/attachment.ts'
import { problem, refusedWith, type Problem } from './answer.ts'

export const bodyMax = 1024 * 1024
/** No body of ours is deeper than four levels. */
export const depthMax = 32

export interface JsonBody {
  readonly value: unknown
  /** The bytes as they came, unpacked: what an idempotency key stands for. */
  readonly bytes: Buffer
}

export interface BodySource {
  readonly request: Request
  /** Node's own request, where there is one: reading it directly spares a stream. */
  readonly incoming: IncomingMessage | undefined
  readonly header: (name: string) => string | undefined
}

const unzip = promisify(gunzip)
const closing = { headers: { connection: 'close' } }
const tooLarge = problem('payload_too_large', { facts: { limit: bodyMax }, ...closing })
const tooDeep = problem('too_deep', { facts: { limit: depthMax }, ...closing })

/** A JSON body within its bounds. A command without fields may come without any. */
export async function readJson(source: BodySource): Promise<JsonBody | Problem> {
  const type = source.header('content-type')
  const typeFault = type === undefined ? undefined : contentTypeFault(type)
  if (typeFault) return typeFault
  const encoding = source.header('content-encoding')?.trim().toLowerCase()
  if (encoding !== undefined && encoding !== 'identity' && encoding !== 'gzip') return problem('unsupported_encoding')
  const raw = await readBytes(source)
  if (raw === 'too_large') return tooLarge
  if (raw === 'cut_short') return problem('malformed_json', closing)
  if (raw.bytes.length === 0) return type === undefined ? { value: {}, bytes: raw.bytes } : problem('empty_body')
  if (type === undefined) return problem('unsupported_media_type')
  const bytes = encoding === 'gzip' ? await unpacked(raw.bytes) : raw.bytes
  if (!Buffer.isBuffer(bytes)) return bytes
  if (isTooDeep(bytes)) return tooDeep
  return raw.whole ? parsed(bytes) : tooLarge
}

const fileTooLarge = refusedWith([{ code: 'file_too_large', facts: { limit: fileBytesMost / 1024 ** 2 } }], closing)

/** A file as the body. What it is, its bytes tell; what the client calls it does not matter. */
export async function readFile(source: BodySource): Promise<JsonBody | Problem> {
  const encoding = source.header('content-encoding')?.trim().toLowerCase()
  if (encoding !== undefined && encoding !== 'identity') return problem('unsupported_encoding')
  const raw = await readBytes(source, fileBytesMost)
  if (raw === 'cut_short') return refusedWith([{ code: 'picture_broken' }], closing)
  return raw === 'too_large' || !raw.whole ? fileTooLarge : { value: undefined, bytes: raw.bytes }
}

function contentTypeFault(type: string): Problem | undefined {
  if (type === 'application/json') return undefined
  const [media = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (media !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(media))
    return problem('unsupported_media_type')
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? undefined : problem('unsupported_charset')
}

function parsed(bytes: Buffer): JsonBody | Problem {
  if (!isUtf8(bytes)) return problem('not_utf8')
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = bytes.toString('utf8', hasMark ? 3 : 0)
  if (text.trim() === '') return problem('empty_body')
  try {
    return { value: JSON.parse(text) as unknown, bytes }
  } catch {
    return problem('malformed_json')
  }
}

async function unpacked(bytes: Buffer): Promise<Buffer | Problem> {
  try {
    return await unzip(bytes, { maxOutputLength: bodyMax })
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : problem('malformed_json')
  }
}

/** Counts brackets outside texts; stops at the first that is too deep. */
export function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0
  let inText = false
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]
    if (inText) {
      if (byte === 0x5c) index += 1
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      if (depth > depthMax) return true
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return false
}

/** What came up to the bound. `whole` is false where more was coming. */
interface Bytes {
  readonly bytes: Buffer
  readonly whole: boolean
}

/** Reads no further than the bound, whatever the client announced. */
async function readBytes(source: BodySource, most = bodyMax): Promise<Bytes | 'too_large' | 'cut_short'> {
  const { incoming } = source
  const read = incoming ? await readIncoming(incoming, most) : await readWeb(source.request, most)
  // A packed body that is too large already cannot become smaller.
  if (read !== 'cut_short' && !read.whole && source.header('content-encoding') !== undefined) return 'too_large'
  return read
}

function readIncoming(incoming: IncomingMessage, most: number): Promise<Bytes | 'cut_short'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const done = (result: Bytes | 'cut_short'): void => {
      incoming.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut)
      resolve(result)
    }
    const together = (): Buffer => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk)
      length += chunk.length
      if (length > most) {
        incoming.pause()
        done({ bytes: together(), whole: false })
      }
    }
    const onEnd = (): void => done({ bytes: together(), whole: true })
    const onCut = (): void => done('cut_short')
    incoming.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut)
  })
}

async function readWeb(request: Request, most: number): Promise<Bytes | 'cut_short'> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (request.body === null) return { bytes: Buffer.alloc(0), whole: true }
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > most) return { bytes: Buffer.concat(chunks), whole: false }
  }
  return { bytes: Buffer.concat(chunks), whole: true }
}
