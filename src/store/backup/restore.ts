import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { migrationNames } from '../migrate.ts'
import { copyIn } from './copy.ts'
import type { BackupFolders } from './backup.ts'
import { replayErasures, type Erasure } from './erasures.ts'
import { folderOfPart, tableFolder, type Manifest } from './manifest.ts'
import { membersOf, newer } from './read-archive.ts'
import { BackupRefused } from './refused.ts'
import { columnsOf, listTables, productSchemas, qualified, quoted } from './tables.ts'
import type { Member } from './tar.ts'

export interface RestoreOptions {
  /** The owning role of a database that is migrated and empty. */
  readonly ownerUrl: string
  readonly file: string
  /** As `inspectBackup` found it. */
  readonly manifest: Manifest
  readonly dataDir: string
  readonly folders: BackupFolders
  /** Erasures that the target knows of, newer than the backup perhaps. */
  readonly erasures: readonly Erasure[]
  readonly onProgress?: (table: string, done: number, total: number) => void
}

export interface Restored {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly erasuresReplayed: number
}

/** What an installation writes about itself before anything is restored; the backup's own takes its place. */
const REPLACED = 'setting'

/** Numbers that were given after the backup was made are known to citizens and must never be given again. */
const NUMBERS_SKIPPED = 200_000

/**
 * Restores a backup that `inspectBackup` has approved into an empty database and empty folders, all or nothing, and
 * erases again whoever was erased since. Refuses `not_empty` and `backup_newer`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { manifest, folders } = options
  const known = migrationNames()
  if (manifest.migrations.some((name) => !known.includes(name))) throw newer()
  for (const folder of Object.values(folders))
    if (existsSync(folder) && readdirSync(folder).length > 0) throw notEmpty(folder)
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'open12345 restore' })
  client.on('error', () => undefined)
  await client.connect()
  mkdirSync(options.dataDir, { recursive: true })
  const draft = mkdtempSync(join(options.dataDir, 'restoring-'))
  let moved: readonly string[] = []
  try {
    await client.query('begin')
    await refuseFull(client)
    const rows = await readContents(client, draft, options)
    await setSequences(client, manifest)
    const erasuresReplayed = await replayErasures(client, options.erasures)
    moved = moveInto(draft, folders)
    await client.query('commit')
    moved = []
    await client.query('analyze').catch(() => undefined)
    return { tables: manifest.tables.length, rows, files: manifest.files.length, erasuresReplayed }
  } finally {
    for (const folder of moved) rmSync(folder, { recursive: true, force: true })
    rmSync(draft, { recursive: true, force: true })
    await client.end().catch(() => undefined)
  }
}

/** Locks every table, so that nobody fills one meanwhile, and looks whether all are empty. */
async function refuseFull(client: pg.Client): Promise<void> {
  await client.query(`set local lock_timeout = '5s'`)
  for (const table of await listTables(client)) {
    await client.query(`lock table ${qualified(table)} in exclusive mode`)
    if (table.name === REPLACED) await client.query(`delete from ${qualified(table)}`)
    const { rows } = await client.query<{ full: boolean }>(`select exists (select from ${qualified(table)}) as full`)
    if (rows[0]?.full) throw notEmpty(`${table.schema}.${table.name}`)
  }
}

async function readContents(client: pg.Client, draft: string, options: RestoreOptions): Promise<number> {
  const tables = new Map(options.manifest.tables.map((table) => [tableFolder(table), table]))
  const total = options.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const members = membersOf(options.file)
  let rows = 0
  let next = await members.next()
  while (!next.done) {
    const member = next.value
    const folder = folderOfPart(member.name)
    const table = folder === undefined ? undefined : tables.get(folder)
    if (folder === undefined || !table) {
      await readOther(member, draft)
      next = await members.next()
      continue
    }
    options.onProgress?.(table.name, rows, total)
    const parts = partsOf(member, folder, members)
    rows += await copyIn(client, `copy ${qualified(table)} (${columnsOf(table)}) from stdin`, parts.chunks)
    next = parts.after()
  }
  return rows
}

/** The rows of one table, over as many members as it was cut into. */
function partsOf(first: Member, folder: string, members: AsyncGenerator<Member>) {
  let after: IteratorResult<Member> = { done: false, value: first }
  const chunks = (async function* () {
    while (!after.done && folderOfPart(after.value.name) === folder) {
      yield* after.value.body
      after = await members.next()
    }
  })()
  return { chunks, after: () => after }
}

async function readOther(member: Member, draft: string): Promise<void> {
  if (!/^(attachments|checkpoints)\//.test(member.name)) {
    for await (const _ of member.body);
    return
  }
  const file = join(draft, member.name)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(member.body, createWriteStream(file, { mode: 0o600, flush: true }))
}

async function setSequences(client: pg.Client, { sequences }: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select schemaname || '.' || sequencename as name from pg_sequences where schemaname = any($1)`,
    [productSchemas],
  )
  const present = new Set(rows.map((row) => row.name))
  for (const { schema, name, value } of sequences) {
    if (value === null || !present.has(`${schema}.${name}`)) continue
    const beyond = BigInt(value) + (name === 'request_sequence' ? BigInt(NUMBERS_SKIPPED) : 0n)
    await client.query('select setval($1::regclass, $2)', [`${quoted(schema)}.${quoted(name)}`, String(beyond)])
  }
}

/** Moves the unpacked files to their place; answers with what has to go again if the commit fails. */
function moveInto(draft: string, folders: BackupFolders): readonly string[] {
  const moved: string[] = []
  for (const name of ['attachments', 'checkpoints'] as const) {
    const from = join(draft, name)
    if (!existsSync(from)) continue
    rmSync(folders[name], { recursive: true, force: true })
    mkdirSync(dirname(folders[name]), { recursive: true })
    renameSync(from, folders[name])
    moved.push(folders[name])
  }
  return moved
}

const notEmpty = (what: string): BackupRefused =>
  new BackupRefused(
    'not_empty',
    `恢复只能写入空库，而 ${what} 里已有内容。请换一个空的 DATA_DIR（或 DATABASE_URL）。没有写入任何内容。`,
    `A restore goes into an empty installation only, and ${what} already holds something. Use an empty DATA_DIR (or DATABASE_URL). Nothing was written.`,
  )
