import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import pg from 'pg'
import type { Database } from '../database.ts'
import { whileNobodySeals } from '../journal/journal-lock.ts'
import { syncFolderOf } from '../journal/durable-file.ts'
import { copyOut } from './copy.ts'
import { FORMAT, MANIFEST, tableFolder, TITLE, type FileContent, type Manifest, type TableContent } from './manifest.ts'
import { BackupRefused } from './refused.ts'
import { columnsOf, listSequences, listTables, migrationsApplied, qualified, type Table } from './tables.ts'
import { createTableParts } from './table-parts.ts'
import { createArchive, type ArchiveWriter } from './write-archive.ts'

export interface BackupOptions {
  /** The owning role: it reads every table. */
  readonly ownerUrl: string
  /** Only to keep sealers away for the moment in which the snapshot is taken. */
  readonly database: Database
  readonly file: string
  readonly city: string
  readonly now: number
  readonly verifyKeys: readonly string[]
  readonly masterKeyPrint: string
  readonly folders: BackupFolders
  readonly onProgress?: (rows: number, total: number) => void
}

/** What lies outside the database and belongs to it. */
export interface BackupFolders {
  readonly attachments: string
  readonly checkpoints: string
}

export interface BackedUp {
  readonly bytes: number
  readonly tables: number
  readonly rows: number
  readonly files: number
}

/**
 * Writes one file with every table in one snapshot, the attachments and the checkpoints' copies, while the product
 * runs. The file appears under its name only when it is whole. Refuses `file_exists`.
 */
export async function writeBackup(options: BackupOptions): Promise<BackedUp> {
  if (existsSync(options.file) && statSync(options.file).size > 0) throw fileExists(options.file)
  const draft = `${options.file}.part`
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'open12345 backup' })
  client.on('error', () => undefined)
  await client.connect()
  const archive = createArchive(draft, Math.floor(options.now / 1000))
  try {
    const files = await takeSnapshot(client, options)
    const manifest = await writeContents(client, archive, files, options)
    const bytes = await archive.close()
    renameSync(draft, options.file)
    syncFolderOf(options.file)
    return { bytes, ...countsOf(manifest) }
  } catch (error) {
    await archive.abandon()
    rmSync(draft, { force: true })
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

const countsOf = ({ tables, files }: Manifest): Omit<BackedUp, 'bytes'> => ({
  tables: tables.length,
  rows: tables.reduce((sum, table) => sum + table.rows, 0),
  files: files.length,
})

interface SourceFile {
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/**
 * While nobody seals, what the copies outside hold is what the snapshot holds: a copy that is newer than the database
 * would look like a journal that was cut.
 */
async function takeSnapshot(client: pg.Client, { database, folders }: BackupOptions): Promise<readonly SourceFile[]> {
  return whileNobodySeals(database, async () => {
    await client.query('begin isolation level repeatable read read only')
    await client.query('select 1 from hotline.journal_checkpoint limit 1')
    return filesBelow('checkpoints', folders.checkpoints)
  })
}

function filesBelow(name: string, folder: string): readonly SourceFile[] {
  if (!existsSync(folder)) return []
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // What is still being written gets its name when it is whole.
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => ({
        name: `${name}/${relative(folder, path).split(sep).join('/')}`,
        path,
        bytes: statSync(path).size,
      }))
  )
}

async function writeContents(
  client: pg.Client,
  archive: ArchiveWriter,
  checkpoints: readonly SourceFile[],
  options: BackupOptions,
): Promise<Manifest> {
  const title = {
    product: 'open12345',
    format: FORMAT,
    city: options.city,
    createdAt: new Date(options.now).toISOString(),
  } as const
  await archive.add(TITLE, jsonText(title))
  const tables = await writeTables(client, archive, options)
  const sources = [...checkpoints, ...filesBelow('attachments', options.folders.attachments)]
  const files: FileContent[] = []
  for (const { name, path, bytes } of sources)
    files.push({ name, bytes, sha256: await archive.addFile(name, path, bytes) })
  const manifest: Manifest = {
    ...title,
    migrations: await migrationsApplied(client),
    verifyKeys: options.verifyKeys,
    masterKeyPrint: options.masterKeyPrint,
    tables,
    sequences: await listSequences(client),
    files,
  }
  await archive.add(MANIFEST, jsonText(manifest))
  return manifest
}

const jsonText = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

async function writeTables(
  client: pg.Client,
  archive: ArchiveWriter,
  options: BackupOptions,
): Promise<readonly TableContent[]> {
  const { rows } = await client.query<{ total: string }>(
    `select coalesce(sum(greatest(reltuples, 0)), 0)::bigint as total from pg_class
     where relkind = 'r' and relnamespace in ('hotline'::regnamespace, 'identity'::regnamespace)`,
  )
  const estimate = Number(rows[0]?.total)
  const contents: TableContent[] = []
  let before = 0
  for (const table of await listTables(client)) {
    const content = await writeTable(client, archive, table, (done) =>
      options.onProgress?.(before + done, Math.max(estimate, before + done)),
    )
    before += content.rows
    contents.push(content)
  }
  return contents
}

async function writeTable(
  client: pg.Client,
  archive: ArchiveWriter,
  table: Table,
  onRows: (rows: number) => void,
): Promise<TableContent> {
  const parts = createTableParts(archive, tableFolder(table), onRows)
  const rows = await copyOut(client, `copy ${qualified(table)} (${columnsOf(table)}) to stdout`, parts.take)
  return { ...table, rows, sha256: await parts.close() }
}

const fileExists = (file: string): BackupRefused =>
  new BackupRefused(
    'file_exists',
    `${file} 已存在，不会覆盖。请换一个文件名（例如加上日期）。`,
    `${file} exists and is not overwritten. Name another file, with the date for instance.`,
  )
