import { hash } from 'node:crypto'
import { refuse, type Refused } from '../core/refusal.ts'
import { fileBytesMost, type AttachmentType, type StagedFile } from '../core/work-order/attachment.ts'
import { kindOfBytes } from '../insight/file/kind-of-bytes.ts'
import { paperFault } from '../insight/file/paper.ts'
import type { FileBytes } from '../store/files/file-folder.ts'
import { noteStaged, stagedFiles, type StagedRow } from '../store/write/staged-file.ts'
import type { App } from './app.ts'

export interface Staged extends StagedFile {
  readonly ok: true
  /** Nobody can guess it, and it proves nothing but that the file was sent. */
  readonly key: string
}

/** Bytes that may wait in all: what is sent and never used is no way to fill the disk. */
const waitingBytesMost = 2 * 1024 ** 3

export const keyHashOf = (key: string): Buffer => hash('sha256', `staged file ${key}`, 'buffer')
/** A staged file is called by its key's hash, so that a list of names opens nothing. */
export const stagedName = (keyHash: Buffer): string => keyHash.toString('hex')

/**
 * Takes a file in before its form is sent: what it is by its bytes, made harmless, kept for a day. Refuses
 * `empty_file`, `file_too_large`, `file_type`, `heic_picture`, `picture_broken`, `picture_too_large`,
 * `files_busy`. Papers are taken from units alone.
 */
export async function stageFile(app: App, bytes: Uint8Array, mayBePaper: boolean): Promise<Staged | Refused> {
  const file = await harmless(app, bytes, mayBePaper)
  if (!file.ok) return file
  const key = app.random(24).toString('hex')
  const keyHash = keyHashOf(key)
  const row = { keyHash, hash: hash('sha256', file.bytes), mediaType: file.mediaType, bytes: file.bytes.length }
  const { database } = app.store
  if (!(await noteStaged(database, row, app.clock.now(), waitingBytesMost))) return refuse('files_busy')
  await app.files.folder.stage(stagedName(keyHash), file)
  return { ok: true, key, hash: row.hash, mediaType: row.mediaType, bytes: row.bytes }
}

type Harmless = FileBytes & { readonly ok: true; readonly mediaType: AttachmentType }

async function harmless(app: App, bytes: Uint8Array, mayBePaper: boolean): Promise<Harmless | Refused> {
  if (bytes.length > fileBytesMost) return refuse('file_too_large', { facts: { limit: fileBytesMost / 1024 ** 2 } })
  const kind = kindOfBytes(bytes)
  switch (kind) {
    case 'empty':
      return refuse('empty_file')
    case 'heic':
      return refuse('heic_picture')
    case 'jpeg':
    case 'png':
    case 'webp':
      return app.files.images.reEncode(bytes, kind)
    case 'pdf':
      if (!mayBePaper) return refuse('file_type')
      return paperFault(bytes) ?? { ok: true, bytes: Buffer.from(bytes), thumb: null, mediaType: 'application/pdf' }
    case 'other':
      return refuse('file_type')
  }
}

/** The files of these keys that still wait, in order; fewer than keys where one is unknown or was purged. */
export const filesOfKeys = (app: App, keys: readonly string[]): Promise<readonly StagedRow[]> =>
  keys.length === 0 ? Promise.resolve([]) : stagedFiles(app.store.database, [...new Set(keys)].map(keyHashOf))

/** Which of the keys still stand for a file. */
export async function knownKeys(app: App, keys: readonly string[]): Promise<readonly string[]> {
  const names = new Set((await filesOfKeys(app, keys)).map(({ keyHash }) => stagedName(keyHash)))
  return [...new Set(keys)].filter((key) => names.has(stagedName(keyHashOf(key))))
}

/** The small picture of a file that waits, for whoever has its key. */
export const stagedThumb = (app: App, key: string): Promise<Buffer | undefined> =>
  app.files.folder.readStaged(stagedName(keyHashOf(key)), 'thumb')
