import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../journal/durable-file.ts'

export type FilePart = 'whole' | 'thumb'

export interface FileBytes {
  readonly bytes: Buffer
  /** Pictures have one; papers none. */
  readonly thumb: Buffer | null
}

/** Where the bytes of files lie. What is attached lies under its hash and is never changed; the rest waits apart. */
export interface FileFolder {
  /** Keeps what was sent until its form is. */
  stage(name: string, file: FileBytes): Promise<void>
  readStaged(name: string, part: FilePart): Promise<Buffer | undefined>
  dropStaged(name: string): Promise<void>
  /** Puts a staged file to its place for good, on the disk before this returns; false where it is gone. */
  keep(name: string, hash: string): Promise<boolean>
  read(hash: string, part: FilePart): Promise<Buffer | undefined>
}

export interface FileFolders {
  readonly kept: string
  readonly staged: string
}

/** In a data directory; `attachments` is what backups carry. */
export const fileFolders = (dataDir: string): FileFolders => ({
  kept: join(dataDir, 'attachments'),
  staged: join(dataDir, 'staged'),
})

const suffix = (part: FilePart): string => (part === 'thumb' ? '.thumb' : '')

export function createFileFolder({ kept, staged }: FileFolders): FileFolder {
  const stagedPath = (name: string, part: FilePart): string => join(staged, name + suffix(part))
  const keptPath = (hash: string, part: FilePart): string => join(kept, hash.slice(0, 2), hash + suffix(part))

  /** Whole under its name or not at all. */
  const write = async (path: string, bytes: Buffer, isForGood: boolean): Promise<void> => {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
    const { draft, file } = await openDraft(path)
    try {
      await file.writeFile(bytes)
      if (isForGood) await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  }

  return {
    stage: async (name, { bytes, thumb }) => {
      if (thumb) await write(stagedPath(name, 'thumb'), thumb, false)
      await write(stagedPath(name, 'whole'), bytes, false)
    },
    readStaged: (name, part) => readOrNone(stagedPath(name, part)),
    dropStaged: async (name) => {
      await rm(stagedPath(name, 'whole'), { force: true })
      await rm(stagedPath(name, 'thumb'), { force: true })
    },
    keep: async (name, hash) => {
      if (await isThere(keptPath(hash, 'whole'))) return true
      const bytes = await readOrNone(stagedPath(name, 'whole'))
      if (!bytes) return false
      const thumb = await readOrNone(stagedPath(name, 'thumb'))
      // The small one first: where the whole file is, both are.
      if (thumb) await write(keptPath(hash, 'thumb'), thumb, true)
      await write(keptPath(hash, 'whole'), bytes, true)
      await syncFolder(dirname(keptPath(hash, 'whole')))
      return true
    },
    read: (hash, part) => readOrNone(keptPath(hash, part)),
  }
}

/** A file of one's own beside the path: another process may be writing the same one just now, or have died doing so. */
async function openDraft(path: string): Promise<{ readonly draft: string; readonly file: FileHandle }> {
  for (let number = 1; ; number += 1) {
    const draft = `${path}.${number}.part`
    try {
      return { draft, file: await open(draft, 'wx', PRIVATE_FILE) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || number >= draftsMost) throw error
    }
  }
}

const draftsMost = 100

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function readOrNone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** A new file's name lies in its folder, which has to reach the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
