import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'
import type { ImportMap } from '../../../src/channels/import/import-map.ts'
import type { CommandIo } from '../../../src/main/commands/command.ts'
import { run } from '../../../src/main/commands/import.ts'
import { readConfig } from '../../../src/main/config.ts'
import { withClient } from '../../../src/main/postgres/database.ts'
import { freshDatabase } from '../../support/cluster.ts'

export interface RefusedLine {
  readonly line: number
  readonly id: string | null
  readonly code: string
  readonly field: string | null
  readonly sentence: Readonly<Record<string, string>>
}

export interface Run {
  readonly exit: number
  readonly summary: Readonly<Record<string, unknown>>
  readonly errors: readonly string[]
}

/** A city on a database of its own, into which files are imported by the command as people run it. */
export interface ImportHouse {
  readonly folder: string
  file(name: string, content: string | Buffer): string
  map(map: ImportMap): string
  import(
    args: readonly string[],
    options?: { readonly interrupted?: AbortSignal; onProgress?: () => void },
  ): Promise<Run>
  refused(run: Run): readonly RefusedLine[]
  rows<T = Record<string, unknown>>(sql: string): Promise<readonly T[]>
}

export async function openImportHouse(city = 'test/city/fixtures/tiny'): Promise<ImportHouse> {
  const url = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'open12345-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({ DATABASE_URL: url, DATA_DIR: folder, CITY: city })
  if (!config.ok) throw new Error('the test’s own configuration is wrong')
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    folder,
    file,
    map: (map) => file(`${map.name}.map.json`, JSON.stringify(map)),
    import: async (args, { interrupted = new AbortController().signal, onProgress } = {}) => {
      const out: unknown[] = []
      const errors: string[] = []
      const io: CommandIo = {
        json: true,
        language: 'en',
        config: config.config,
        interrupted,
        out: (value) => void out.push(value),
        say: () => undefined,
        progress: () => onProgress?.(),
        error: (words) => void errors.push(typeof words === 'string' ? words : words.en),
      }
      const exit = await run(args, io)
      return { exit, summary: out.at(-1) as Run['summary'], errors }
    },
    refused: ({ summary }) =>
      readFileSync(String(summary['refusedFile']), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as RefusedLine),
    rows: async <T>(sql: string) => withClient(url, async (client) => (await client.query(sql)).rows as T[]),
  }
}

export const jsonLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
export const gzip = (text: string): Buffer => gzipSync(text)
