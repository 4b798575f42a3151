import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../core/time.ts'
import { appendDurably, PRIVATE_FOLDER, syncFolderOf } from './durable-file.ts'

const fileName = /^checkpoints-\d{4}-\d{2}\.notes$/
/** A whole note: text lines, an empty line, one Ed25519 signature. What a crash tore is passed over. */
const wholeNote = /(?:[^\n]+\n){4,6}\n— [^\s]+ [A-Za-z0-9+/=]{92}\n/g
const TAIL_BYTES = 65_536
const READ_BYTES = 1_048_576
const signatureMark = Buffer.from('\n\n— ')

/** Copies of the checkpoints outside the database: a file a month, notes one after another, oldest first. */
export function noteFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => fileName.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/** Every note of a file (of its first `bytes`, where given), one after another. */
export function* notesIn(file: string, bytes = Number.POSITIVE_INFINITY): Generator<string> {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(READ_BYTES)
    let rest = Buffer.alloc(0)
    for (let from = 0; from < bytes;) {
      const read = readSync(descriptor, buffer, 0, Math.min(READ_BYTES, bytes - from), from)
      if (read === 0) return
      from += read
      const text = Buffer.concat([rest, buffer.subarray(0, read)])
      // A note ends where the next one's first line begins; the last one of what was read may not be whole.
      const end = from < bytes && read === READ_BYTES ? text.lastIndexOf(signatureMark) : text.length
      const whole = end < 0 ? 0 : end === text.length ? end : text.indexOf('\n', end + signatureMark.length) + 1
      yield* wholeNotes(text.subarray(0, whole).toString('utf8'))
      rest = text.subarray(whole)
    }
  } finally {
    closeSync(descriptor)
  }
}

/** The copy that was written last. */
export function lastNote(folder: string): string | undefined {
  for (const file of noteFiles(folder).toReversed()) {
    const last = wholeNotes(tailOf(file)).at(-1)
    if (last !== undefined) return last
  }
  return undefined
}

/** Appends notes to the file of the month in which they were sealed, and returns when the disk has them. */
export function appendNotes(folder: string, notes: readonly { readonly note: string; readonly at: Instant }[]): void {
  const byFile = Map.groupBy(notes, ({ at }) => join(folder, `checkpoints-${monthOf(at)}.notes`))
  for (const [file, ofFile] of byFile) {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
    const isNew = !existsSync(file)
    const separator = isNew || tailOf(file).endsWith('\n') ? '' : '\n'
    appendDurably(file, Buffer.from(separator + ofFile.map(({ note }) => note).join('')))
    if (isNew) syncFolderOf(file)
  }
}

/** A checkpoint's text begins at its origin: lines that a crash left before it are cut away by counting from the end. */
function wholeNotes(text: string): readonly string[] {
  return (text.match(wholeNote) ?? []).map((found) => {
    const [head = '', signature = ''] = found.split('\n\n')
    const lines = head.split('\n')
    const sizeAt = lines.findLastIndex((line) => /^\d+$/.test(line))
    return `${lines.slice(Math.max(0, sizeAt - 1)).join('\n')}\n\n${signature}`
  })
}

const monthOf = (at: Instant): string => new Date(at).toISOString().slice(0, 7)

function tailOf(file: string): string {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const length = Math.min(size, TAIL_BYTES)
    const buffer = Buffer.alloc(length)
    readSync(descriptor, buffer, 0, length, size - length)
    return buffer.toString('utf8')
  } finally {
    closeSync(descriptor)
  }
}
