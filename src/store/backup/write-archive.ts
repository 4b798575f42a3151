import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, openSync, closeSync, fsyncSync, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { tarEnd, tarHeader, tarPadding } from './tar.ts'

/** Writes members into one compressed file, as fast as the disk takes them. */
export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>
  /** The first `bytes` of a file; answers with their hash. Throws where the file has become shorter. */
  addFile(name: string, file: string, bytes: number): Promise<string>
  /** Returns when the disk has everything; answers with the file's size. */
  close(): Promise<number>
  /** Gives up; the file is whatever it is. */
  abandon(): Promise<void>
}

export function createArchive(file: string, seconds: number): ArchiveWriter {
  const output = createWriteStream(file, { mode: 0o600 })
  const zstd = createZstdCompress({
    params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 3 },
  })
  const done = pipeline(zstd, output)
  // Heard here, so that a full disk fails the next write instead of the process.
  let failure: unknown
  done.catch((error: unknown) => (failure = error))
  const write = async (chunk: Buffer): Promise<void> => {
    if (failure !== undefined) throw failure
    if (chunk.length > 0 && !zstd.write(chunk)) await Promise.race([once(zstd, 'drain'), done])
  }
  return {
    add: async (name, content) => {
      await write(tarHeader(name, content.length, seconds))
      await write(content)
      await write(tarPadding(content.length))
    },
    addFile: async (name, source, bytes) => {
      const digest = createHash('sha256')
      let left = bytes
      await write(tarHeader(name, bytes, seconds))
      if (bytes > 0) {
        for await (const chunk of createReadStream(source, { end: bytes - 1 }) as AsyncIterable<Buffer>) {
          digest.update(chunk)
          left -= chunk.length
          await write(chunk)
        }
      }
      if (left !== 0) throw new Error(`${source} became shorter while it was read`)
      await write(tarPadding(bytes))
      return digest.digest('hex')
    },
    close: async () => {
      await write(tarEnd())
      zstd.end()
      await done
      const descriptor = openSync(file, 'r')
      fsyncSync(descriptor)
      closeSync(descriptor)
      return statSync(file).size
    },
    abandon: async () => {
      zstd.destroy()
      output.destroy()
      await done.catch(() => undefined)
    },
  }
}
