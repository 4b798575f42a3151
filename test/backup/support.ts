import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { writeBackup, type BackedUp } from '../../src/store/backup/backup.ts'
import type { Erasure } from '../../src/store/backup/erasures.ts'
import { inspectBackup } from '../../src/store/backup/read-archive.ts'
import { restoreBackup, type Restored } from '../../src/store/backup/restore.ts'
import { listTables, qualified } from '../../src/store/backup/tables.ts'
import { migrate } from '../../src/store/migrate.ts'
import { cloneTemplate } from '../support/cluster.ts'
import type { Journal } from '../journal/support.ts'

export function folderOfTest(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'open12345-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A migrated, empty database and data directory that go when the test ends. */
export async function emptyPlace(): Promise<{ url: string; dataDir: string }> {
  const clone = await cloneTemplate()
  const { url } = clone
  onTestFinished(() => clone.drop())
  await migrate(url)
  return { url, dataDir: folderOfTest() }
}

export const foldersOf = (dataDir: string) => ({
  attachments: path.join(dataDir, 'attachments'),
  checkpoints: path.join(dataDir, 'checkpoints'),
})

export const backUp = (journal: Journal, file: string, attachments: string): Promise<BackedUp> =>
  writeBackup({
    ownerUrl: journal.ownerUrl,
    database: journal.database,
    file,
    city: 'tiny',
    now: journal.clock.now(),
    verifyKeys: [],
    masterKeyPrint: '',
    folders: { attachments, checkpoints: journal.folder },
  })

export async function restoreInto(
  place: { url: string; dataDir: string },
  file: string,
  erasures: readonly Erasure[] = [],
): Promise<Restored> {
  const manifest = await inspectBackup(file)
  const { url: ownerUrl, dataDir } = place
  return restoreBackup({ ownerUrl, file, manifest, dataDir, folders: foldersOf(dataDir), erasures })
}

/** One hash a table over all its rows, in an order that does not depend on how they lie. */
export async function rowHashes(url: string): Promise<Readonly<Record<string, string>>> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    const hashes: Record<string, string> = {}
    for (const table of await listTables(client)) {
      const { rows } = await client.query<{ hash: string }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash from ${qualified(table)} t`,
      )
      hashes[`${table.schema}.${table.name}`] = rows[0]?.hash ?? ''
    }
    return hashes
  } finally {
    await client.end()
  }
}
