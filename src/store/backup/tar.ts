import { damaged } from './refused.ts'

/** A file inside the backup. Its body has to be read to the end before the next member is asked for. */
export interface Member {
  readonly name: string
  readonly bytes: number
  readonly body: AsyncIterable<Buffer>
}

const BLOCK = 512
const NAME_BYTES = 100
const PREFIX_BYTES = 155

/** A ustar header (POSIX.1-1988), so that `tar --zstd -xf` opens a backup too. */
export function tarHeader(name: string, bytes: number, seconds: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const [prefix, base] = splitName(name)
  header.write(base, 0, 'utf8')
  // Mode, owner, group; below: size, time; then blanks while the checksum is summed up; kind and version.
  header.write('0000600\x000000000\x000000000\x00', 100, 'latin1')
  header.write(`${bytes.toString(8).padStart(11, '0')}\0${seconds.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write('        0', 148, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(prefix, 345, 'utf8')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

/** What follows a member, up to the next block. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK)

export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK)

function splitName(name: string): readonly [prefix: string, base: string] {
  if (Buffer.byteLength(name) <= NAME_BYTES) return ['', name]
  const slash = name.indexOf('/', Math.max(0, name.length - NAME_BYTES - 1))
  const [prefix, base] = [name.slice(0, slash), name.slice(slash + 1)]
  if (slash < 0 || Buffer.byteLength(prefix) > PREFIX_BYTES || Buffer.byteLength(base) > NAME_BYTES) {
    throw new Error(`the name is too long for a backup: ${name}`)
  }
  return [prefix, base]
}

/** Sum of the header's bytes with the checksum's own field taken as blanks. */
function checksum(header: Buffer): number {
  let sum = 8 * 32
  header.forEach((byte, index) => {
    if (index < 148 || index >= 156) sum += byte
  })
  return sum
}

/** Members one after another, out of bytes in pieces of any size. Throws `backup_damaged` for what is no tar. */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const source = createSource(chunks)
  for (;;) {
    const header = await source.exactly(BLOCK)
    if (header.every((byte) => byte === 0)) {
      await source.end()
      return
    }
    const { name, bytes } = readHeader(header)
    let left = bytes
    const body = (async function* () {
      while (left > 0) {
        const chunk = await source.atMost(left)
        left -= chunk.length
        yield chunk
      }
    })()
    yield { name, bytes, body }
    if (left > 0) throw new Error(`member ${name} was not read to its end`)
    await source.exactly(tarPadding(bytes).length)
  }
}

function readHeader(header: Buffer): { name: string; bytes: number } {
  const text = (from: number, to: number): string => header.toString('utf8', from, to).replace(/\0.*$/su, '')
  const bytes = Number.parseInt(text(124, 136), 8)
  const sum = Number.parseInt(text(148, 156), 8)
  const isOurs = text(257, 263) === 'ustar' && sum === checksum(header) && Number.isSafeInteger(bytes) && bytes >= 0
  if (!isOurs) throw damaged('目录头无法读取', 'a header cannot be read')
  const prefix = text(345, 500)
  return { name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`, bytes }
}

function createSource(chunks: AsyncIterable<Buffer>) {
  const iterator = chunks[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const fill = async (): Promise<boolean> => {
    const next = await iterator.next()
    if (next.done) return false
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value])
    return true
  }
  const short = (): Error => damaged('文件不完整', 'it ends too early')
  return {
    exactly: async (bytes: number): Promise<Buffer> => {
      while (rest.length < bytes) if (!(await fill())) throw short()
      const taken = rest.subarray(0, bytes)
      rest = rest.subarray(bytes)
      return taken
    },
    atMost: async (bytes: number): Promise<Buffer> => {
      while (rest.length === 0) if (!(await fill())) throw short()
      const taken = rest.subarray(0, bytes)
      rest = rest.subarray(taken.length)
      return taken
    },
    /** Reads what is left, so that a broken end is noticed. */
    end: async (): Promise<void> => {
      do rest = Buffer.alloc(0)
      while (await fill())
    },
  }
}
