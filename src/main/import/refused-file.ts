import { mkdirSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { RowRefusal } from '../../channels/import/row-refusal.ts'

/** Where refused rows are told of: one JSON object a line, without the rows' own words. */
export interface RefusedFile {
  readonly path: string
  /** `id` is the row's number in the source, where it has one. */
  add(line: number, id: string | null, refusal: RowRefusal): void
  /** Closes the file; one that nobody asked for and that stayed empty is removed. */
  close(): void
}

/** The file asked for, or `DATA_DIR/imports/FILE.refused.jsonl`. Readable by its owner alone. Throws what the system throws. */
export function openRefusedFile(asked: string | undefined, source: string, dataDir: string): RefusedFile {
  const path = asked ?? join(dataDir, 'imports', `${basename(source)}.refused.jsonl`)
  if (asked === undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const handle = openSync(path, 'w', 0o600)
  let lines = 0
  return {
    path,
    add: (line, id, { code, field, sentence }) => {
      lines += 1
      writeSync(handle, `${JSON.stringify({ line, id, code, field, sentence })}\n`)
    },
    close: () => {
      closeSync(handle)
      if (lines === 0 && asked === undefined) rmSync(path, { force: true })
    },
  }
}
