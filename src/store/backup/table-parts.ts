import { createHash } from 'node:crypto'
import type { TakeChunk } from './copy.ts'
import type { ArchiveWriter } from './write-archive.ts'

/** A table's rows on their way into the archive. */
export interface TableParts {
  readonly take: TakeChunk
  /** Writes what is left; answers with the hash of all rows. */
  close(): Promise<string>
}

const PART_BYTES = 4 * 2 ** 20

/**
 * Cuts a table into parts of some megabytes, since a member of a tar has to tell its size before its content. While a
 * part is written the socket rests, so no more than two parts are ever held.
 */
export function createTableParts(archive: ArchiveWriter, folder: string, onRows: (rows: number) => void): TableParts {
  const digest = createHash('sha256')
  let held: Buffer[] = []
  let [heldBytes, parts, rows] = [0, 0, 0]
  let writing: Promise<void> | undefined
  let failure: unknown

  const flush = async (): Promise<void> => {
    const part = Buffer.concat(held)
    held = []
    heldBytes = 0
    parts += 1
    digest.update(part)
    await archive.add(`${folder}${String(parts).padStart(6, '0')}.copy`, part)
  }
  const take: TakeChunk = (chunk, flow) => {
    if (failure !== undefined) throw failure
    held.push(Buffer.from(chunk))
    heldBytes += chunk.length
    rows += 1
    if (heldBytes < PART_BYTES || writing) return
    flow.pause()
    onRows(rows)
    writing = flush()
      .catch((error: unknown) => (failure = error))
      .then(() => {
        writing = undefined
        flow.resume()
      })
  }
  const close = async (): Promise<string> => {
    await writing
    if (failure !== undefined) throw failure
    if (heldBytes > 0) await flush()
    onRows(rows)
    return digest.digest('hex')
  }
  return { take, close }
}
