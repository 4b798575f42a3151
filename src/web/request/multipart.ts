/** One part of a form as it begins; a file has a name, even an empty one. */
export interface PartHead {
  readonly name: string
  readonly fileName: string | null
}

/** Told of each part while it comes, so that none has to be held that is not wanted. */
export interface PartSink {
  begin(head: PartHead): void
  take(bytes: Buffer): void
  end(): void
}

const headMost = 8_192

/** `cut`: the body ended too early, or `isEnough` said so; what came before holds. */
export type MultipartEnd = 'whole' | 'cut' | 'malformed'

/** The boundary that a content type names; undefined where it is no form with files. */
export function boundaryOf(contentType: string): string | undefined {
  const match = /^multipart\/form-data\s*;(?:[^;]*;)*?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))(?=$|[\s;])/i.exec(
    contentType,
  )
  return match?.[1] ?? match?.[2]
}

/** Reads a form with files as it arrives (RFC 7578): never more of it in memory than one chunk. */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  sink: PartSink,
  isEnough: () => boolean = () => false,
): Promise<MultipartEnd> {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first boundary has no line before it.
  let held = Buffer.from('\r\n')
  let state: 'before' | 'edge' | 'head' | 'part' = 'before'
  const emit = (bytes: Buffer): void => {
    if (state === 'part' && bytes.length > 0) sink.take(bytes)
  }
  for await (const chunk of body) {
    if (isEnough()) return 'cut'
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
    for (;;) {
      if (state === 'before' || state === 'part') {
        const at = held.indexOf(delimiter)
        if (at < 0) {
          const sure = Math.max(0, held.length - delimiter.length + 1)
          emit(held.subarray(0, sure))
          held = held.subarray(sure)
          break
        }
        emit(held.subarray(0, at))
        if (state === 'part') sink.end()
        held = held.subarray(at + delimiter.length)
        state = 'edge'
      } else if (state === 'edge') {
        if (held.length < 2) break
        const mark = held.toString('latin1', 0, 2)
        if (mark === '--') return 'whole'
        if (mark !== '\r\n') return 'malformed'
        state = 'head'
      } else {
        const end = held.indexOf('\r\n\r\n')
        if (end < 0 || end > headMost) {
          if (held.length > headMost) return 'malformed'
          break
        }
        const head = headOf(held.toString('utf8', 2, end))
        if (!head) return 'malformed'
        sink.begin(head)
        held = held.subarray(end + 4)
        state = 'part'
      }
    }
  }
  return 'cut'
}

function headOf(text: string): PartHead | undefined {
  const disposition = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(text)?.[1]
  if (disposition === undefined) return undefined
  const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) return undefined
  const fileName = /;\s*filename\*?="?([^";]*)"?/i.exec(disposition)?.[1]
  return { name: named(name), fileName: fileName ?? null }
}

/** Browsers write quotes and line breaks of a name as `%22`, `%0D` and `%0A`. */
const named = (name: string): string =>
  name.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
