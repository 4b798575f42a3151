import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const worthIt = 1_000
const compressible = /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json)|image\/svg\+xml)/

export type Encoding = 'br' | 'gzip'

/** The best encoding that the browser takes; undefined where it takes none. */
export function encodingOf(acceptEncoding: string | null): Encoding | undefined {
  const accepted = (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
  return (['br', 'gzip'] as const).find((encoding) =>
    accepted.some((part) => part === encoding || (part.startsWith(`${encoding};`) && !/q=0(\.0*)?$/.test(part))),
  )
}

/** Bytes in an encoding. `quality` of brotli: 5 for what is made each time, 11 for what is made once. */
export async function encode(bytes: Uint8Array, encoding: Encoding, quality = 5): Promise<Uint8Array<ArrayBuffer>> {
  const packed =
    encoding === 'br'
      ? await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
      : await zip(bytes, { level: 6 })
  return new Uint8Array(packed)
}

/** A page or its data, packed where the browser takes it: phones on slow lines wait for bytes. */
export async function compressed(response: Response, acceptEncoding: string | null): Promise<Response> {
  const encoding = encodingOf(acceptEncoding)
  const type = response.headers.get('content-type') ?? ''
  if (!encoding || !response.body || response.headers.has('content-encoding') || !compressible.test(type))
    return response
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length < worthIt) return new Response(bytes, response)
  const answer = new Response(await encode(bytes, encoding), response)
  answer.headers.set('content-encoding', encoding)
  answer.headers.delete('content-length')
  return answer
}
