import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { appendDurably, PRIVATE_FOLDER, syncFolderOf } from './durable-file.ts'

/**
 * Outside the database, beside the checkpoints, 16 bytes for every leaf: request number, seq, the beginning of the
 * entry's hash. The signed roots prove that something was changed; these records tell which entry it was, also when
 * its rows are gone. They prove nothing by themselves and are believed only where a root does not match.
 */
export interface LeafRecord {
  readonly number: string
  readonly seq: number
  /** First bytes of the entry's hash. */
  readonly hash: Buffer
}

export const RECORD_BYTES = 16
const PER_FILE = 2 ** 20
const READ_BYTES = 4096 * RECORD_BYTES
const HASH_BYTES = 7

const fileOf = (folder: string, file: number): string => join(folder, `leaves-${String(file).padStart(6, '0')}.records`)

export function recordOf(leaf: LeafRecord): Buffer {
  const record = Buffer.alloc(RECORD_BYTES)
  record.writeUIntBE(Number(leaf.number), 0, 6)
  record.writeUIntBE(leaf.seq, 6, 3)
  leaf.hash.copy(record, 9, 0, HASH_BYTES)
  return record
}

export const readRecord = (record: Buffer): LeafRecord => ({
  number: String(record.readUIntBE(0, 6)),
  seq: record.readUIntBE(6, 3),
  hash: record.subarray(9, RECORD_BYTES),
})

/** Whole records that lie in the folder. */
export function recordCount(folder: string): number {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder).filter((name) => /^leaves-\d{6}\.records$/.test(name)).length
  if (files === 0) return 0
  const last = statSync(fileOf(folder, files - 1), { throwIfNoEntry: false })?.size ?? 0
  return (files - 1) * PER_FILE + Math.floor(last / RECORD_BYTES)
}

/** Writes records from leaf `first` on; writing them again changes nothing. */
export function writeRecords(folder: string, first: number, records: readonly Buffer[]): void {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
  let done = 0
  while (done < records.length) {
    const place = (first + done) % PER_FILE
    const some = records.slice(done, done + PER_FILE - place)
    const file = fileOf(folder, Math.floor((first + done) / PER_FILE))
    const isNew = !existsSync(file)
    appendDurably(file, Buffer.concat(some), place * RECORD_BYTES)
    if (isNew) syncFolderOf(file)
    done += some.length
  }
}

export interface Records {
  /** The record of a leaf; undefined where there is none. */
  at(index: number): Buffer | undefined
  /** Whether number, seq and hash, as PostgreSQL sends them, are what the leaf's record says; true where there is none. */
  agrees(index: number, leaf: LeafBytes): boolean
  close(): void
}

/** Where a leaf's number (8 bytes), seq (4) and hash (32) lie. */
export interface LeafBytes {
  readonly bytes: Buffer
  readonly number: number
  readonly seq: number
  readonly hash: number
}

/** Reads records one after another. Close it. */
export function openRecords(folder: string): Records {
  let descriptor: number | undefined
  let openFile = -1
  let [from, length] = [0, 0]
  const buffer = Buffer.alloc(READ_BYTES)
  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  const load = (index: number): void => {
    const file = Math.floor(index / PER_FILE)
    if (file !== openFile) {
      close()
      openFile = file
      descriptor = existsSync(fileOf(folder, file)) ? openSync(fileOf(folder, file), 'r') : undefined
    }
    from = index
    const place = index % PER_FILE
    const wanted = Math.min(READ_BYTES, (PER_FILE - place) * RECORD_BYTES)
    const read = descriptor === undefined ? 0 : readSync(descriptor, buffer, 0, wanted, place * RECORD_BYTES)
    length = read - (read % RECORD_BYTES)
  }
  /** Where the record lies in the buffer; -1 where there is none. */
  const find = (index: number): number => {
    if (!(index >= 0)) return -1
    let offset = (index - from) * RECORD_BYTES
    if (openFile < 0 || offset < 0 || offset >= length) {
      load(index)
      offset = 0
    }
    return offset < length ? offset : -1
  }
  return {
    close,
    at: (index) => {
      const offset = find(index)
      return offset < 0 ? undefined : Buffer.from(buffer.subarray(offset, offset + RECORD_BYTES))
    },
    agrees: (index, leaf) => {
      const offset = find(index)
      return offset < 0 || agree(buffer, offset, leaf)
    },
  }
}

function agree(record: Buffer, offset: number, { bytes, number, seq, hash }: LeafBytes): boolean {
  // The last six bytes of the number, the last three of the seq, the first seven of the hash.
  for (let index = 0; index < 6; index += 1) if (record[offset + index] !== bytes[number + 2 + index]) return false
  for (let index = 0; index < 3; index += 1) if (record[offset + 6 + index] !== bytes[seq + 1 + index]) return false
  for (let index = 0; index < HASH_BYTES; index += 1)
    if (record[offset + 9 + index] !== bytes[hash + index]) return false
  return bytes[number] === 0 && bytes[number + 1] === 0 && bytes[seq] === 0
}
