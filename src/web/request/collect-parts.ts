import type { PartHead, PartSink } from './multipart.ts'

export interface SentFile {
  /** Null where it was not taken in. */
  readonly bytes: Buffer | null
  readonly fault: 'file_too_large' | 'files_busy' | null
}

/** What has arrived of a form so far: its words, and its files as far as there is room. */
export interface Collected {
  readonly form: URLSearchParams
  readonly files: readonly SentFile[]
  readonly sink: PartSink
  /** More words than any form of ours has: what is beyond is let go, what comes before and after is there. */
  readonly isTooLong: () => boolean
  /** More than anybody sends by mistake. */
  readonly isEnough: () => boolean
  /** Gives the room back that the files took. */
  readonly release: () => void
}

/** Room for files that are on their way, shared by all forms: beyond it words are read and files are not. */
export interface Room {
  readonly most: number
  taken: number
}

interface Limits {
  readonly textBytes: number
  readonly fileBytes: number
  readonly bodyBytes: number
}

export function collectParts(room: Room, limits: Limits): Collected {
  const form = new URLSearchParams()
  const files: SentFile[] = []
  let [mine, text, all] = [0, 0, 0]
  let head: PartHead = { name: '', fileName: null }
  let chunks: Buffer[] = []
  let length = 0
  let fault: SentFile['fault'] = null

  const give = (bytes: number): void => {
    mine += bytes
    room.taken += bytes
  }
  const drop = (why: SentFile['fault']): void => {
    fault = why
    give(-chunks.reduce((sum, chunk) => sum + chunk.length, 0))
    chunks = []
  }
  const takeOfFile = (bytes: Buffer): void => {
    if (fault) return
    if (length > limits.fileBytes) return drop('file_too_large')
    if (room.taken + bytes.length > room.most) return drop('files_busy')
    give(bytes.length)
    // A copy: what a chunk is cut from would stay in memory with it.
    chunks.push(Buffer.from(bytes))
  }
  return {
    form,
    files,
    sink: {
      begin: (next) => {
        head = next
        chunks = []
        length = 0
        fault = null
      },
      take: (bytes) => {
        length += bytes.length
        all += bytes.length
        if (head.fileName !== null) return takeOfFile(bytes)
        text += bytes.length
        if (text <= limits.textBytes) chunks.push(Buffer.from(bytes))
      },
      end: () => {
        const bytes = Buffer.concat(chunks)
        if (head.fileName === null) form.append(head.name, bytes.toString('utf8'))
        // A browser sends a file without name or content where none was chosen.
        else if (head.fileName !== '' || length > 0) files.push({ bytes: fault ? null : bytes, fault })
      },
    },
    isTooLong: () => text > limits.textBytes,
    isEnough: () => all > limits.bodyBytes,
    release: () => give(-mine),
  }
}
