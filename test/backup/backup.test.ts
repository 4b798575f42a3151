import { readFileSync, readdirSync, writeFileSync, mkdirSync, existsSync } from 'node:fs'
import path from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applicationRole, openDatabase } from '../../src/store/database.ts'
import { inspectBackup } from '../../src/store/backup/read-archive.ts'
import { noteErasure, readErasures } from '../../src/store/backup/erasures.ts'
import { tarEnd, tarHeader, tarPadding } from '../../src/store/backup/tar.ts'
import { verifyJournal } from '../../src/store/journal/verify.ts'
import { freshDatabase } from '../support/cluster.ts'
import { live, masterKey, openJournal, origin, register, signingKey, type Journal } from '../journal/support.ts'
import { backUp, emptyPlace, folderOfTest, foldersOf, restoreInto, rowHashes } from './support.ts'

let journal: Journal
beforeAll(async () => {
  journal = await openJournal(await freshDatabase())
  await Promise.all(Array.from({ length: 30 }, () => live(journal)))
  await journal.seal()
  await live(journal)
})
afterAll(() => journal.close())

function attachmentsIn(folder: string): string {
  mkdirSync(path.join(folder, 'attachments/ab'), { recursive: true })
  writeFileSync(path.join(folder, 'attachments/ab/cdef'), Buffer.alloc(100_000, 5))
  writeFileSync(path.join(folder, 'attachments/empty'), '')
  return path.join(folder, 'attachments')
}

const ask = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text).finally(() => client.end())
  return rows
}

test('what is restored is row by row and byte by byte what was backed up, and verifies', async () => {
  const folder = folderOfTest()
  const file = path.join(folder, 'all.backup')
  const attachments = attachmentsIn(folder)
  const done = await backUp(journal, file, attachments)
  const place = await emptyPlace()
  const restored = await restoreInto(place, file)
  expect(restored).toEqual({ tables: done.tables, rows: done.rows, files: done.files, erasuresReplayed: 0 })
  expect(await rowHashes(place.url)).toEqual(await rowHashes(journal.ownerUrl))
  const { attachments: unpacked, checkpoints } = foldersOf(place.dataDir)
  expect(readFileSync(path.join(unpacked, 'ab/cdef'))).toEqual(Buffer.alloc(100_000, 5))
  expect(readFileSync(path.join(unpacked, 'empty'))).toEqual(Buffer.alloc(0))
  for (const name of readdirSync(journal.folder)) {
    expect(readFileSync(path.join(checkpoints, name))).toEqual(readFileSync(path.join(journal.folder, name)))
  }
  const database = openDatabase({ url: place.url, role: applicationRole })
  const verdict = await verifyJournal({ database, verifyKey: signingKey, checkpointDir: checkpoints, origin })
  await database.end()
  expect(verdict).toMatchObject({ ok: true, copies: 1, entries: (await journal.verify()).entries })
  expect(readdirSync(place.dataDir).sort()).toEqual(['attachments', 'checkpoints'])
})

test('numbers go on far beyond the last one given', async () => {
  const file = path.join(folderOfTest(), 'one.backup')
  await backUp(journal, file, '/nowhere')
  const place = await emptyPlace()
  await restoreInto(place, file)
  const last = 'select last_value::int as last from hotline.request_sequence'
  const [before, after] = [await ask(journal.ownerUrl, last), await ask(place.url, last)]
  expect(after[0]?.['last']).toBeGreaterThanOrEqual(Number(before[0]?.['last']) + 100_000)
  const [position] = await ask(
    place.url,
    `select nextval(pg_get_serial_sequence('hotline.journal_entry', 'position'))::int > max(position) as beyond from hotline.journal_entry`,
  )
  expect(position).toEqual({ beyond: true })
})

test('a backup is one moment, while requests come in and are sealed', async () => {
  const file = path.join(folderOfTest(), 'live.backup')
  let busy = true
  const work = (async () => {
    while (busy) await Promise.all([live(journal), register(journal.app), journal.seal()])
  })()
  await backUp(journal, file, '/nowhere')
  busy = false
  await work
  const place = await emptyPlace()
  await restoreInto(place, file)
  const database = openDatabase({ url: place.url, role: applicationRole })
  const checkpointDir = foldersOf(place.dataDir).checkpoints
  expect(await verifyJournal({ database, verifyKey: signingKey, checkpointDir, origin })).toMatchObject({ ok: true })
  await database.end()
})

test('neither key is in a backup', async () => {
  const folder = folderOfTest()
  const file = path.join(folder, 'keys.backup')
  await backUp(journal, file, '/nowhere')
  const manifest = await inspectBackup(file)
  const seed = signingKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  for (const secret of [masterKey, seed]) {
    expect(JSON.stringify(manifest)).not.toContain(secret.toString('hex'))
    expect(readFileSync(file).includes(secret)).toBe(false)
  }
})

test('a restore goes into an empty installation only', async () => {
  const file = path.join(folderOfTest(), 'twice.backup')
  await backUp(journal, file, '/nowhere')
  const place = await emptyPlace()
  await restoreInto(place, file)
  const before = await rowHashes(place.url)
  await expect(restoreInto({ ...place, dataDir: folderOfTest() }, file)).rejects.toMatchObject({ code: 'not_empty' })
  await expect(
    restoreInto(await emptyPlace().then(({ url }) => ({ url, dataDir: place.dataDir })), file),
  ).rejects.toMatchObject({ code: 'not_empty' })
  expect(await rowHashes(place.url)).toEqual(before)
})

test('whoever was erased stays erased, also where the backup is older than the erasure', async () => {
  const folder = folderOfTest()
  const file = path.join(folder, 'erased.backup')
  const [first, second, kept] = [await register(journal.app), await register(journal.app), await register(journal.app)]
  await journal.tamper(async (client) => {
    await client.query('insert into identity.erasure values ($1, now(), $2)', [first, 'asked for'])
  })
  await backUp(journal, file, '/nowhere')
  const list = path.join(folder, 'erasures.jsonl')
  noteErasure(list, { number: second, erasedAt: journal.clock.now(), reason: 'asked for' })
  writeFileSync(list, readFileSync(list, 'utf8') + '{"number":"2603')
  const place = await emptyPlace()
  expect(await restoreInto(place, file, readErasures(list))).toMatchObject({ erasuresReplayed: 2 })
  const rows = await ask(
    place.url,
    `select number, sealed is null and wrapped_key is null and phone_index is null as gone from identity.requester where number in (${first}, ${second}, ${kept}) order by number`,
  )
  expect(rows).toEqual([first, second, kept].sort().map((number) => ({ number, gone: number !== kept })))
})

test('a damaged file is refused wherever it is damaged, and nothing is written', async () => {
  const folder = folderOfTest()
  const file = path.join(folder, 'good.backup')
  await backUp(journal, file, attachmentsIn(folder))
  const good = readFileSync(file)
  const broken = path.join(folder, 'broken.backup')
  const place = await emptyPlace()
  const before = await rowHashes(place.url)
  for (let part = 1; part < 20; part += 1) {
    const at = Math.floor((good.length * part) / 20)
    const flipped = Buffer.from(good)
    flipped[at] = (flipped[at] ?? 0) ^ 16
    writeFileSync(broken, flipped)
    await expect(restoreInto(place, broken), `byte ${at}`).rejects.toMatchObject({ code: 'backup_damaged' })
    writeFileSync(broken, good.subarray(0, at))
    await expect(restoreInto(place, broken), `cut at ${at}`).rejects.toMatchObject({ code: 'backup_damaged' })
  }
  expect(await rowHashes(place.url)).toEqual(before)
  expect(existsSync(foldersOf(place.dataDir).checkpoints)).toBe(false)
})

/** A file in the backup's form with these members. */
function archive(file: string, members: readonly (readonly [name: string, content: string])[]): void {
  const blocks = members.flatMap(([name, content]) => {
    const body = Buffer.from(content)
    return [tarHeader(name, body.length, 0), body, tarPadding(body.length)]
  })
  writeFileSync(file, zstdCompressSync(Buffer.concat([...blocks, tarEnd()])))
}

const title = JSON.stringify({ product: 'open12345', format: 1, city: 'tiny', createdAt: '' })
const manifestOf = (more: object): string =>
  JSON.stringify({ ...JSON.parse(title), migrations: [], tables: [], sequences: [], files: [], ...more })

test('a foreign file, a newer one, and one that reaches outside are refused', async () => {
  const file = path.join(folderOfTest(), 'foreign.backup')
  const refusal = async (): Promise<unknown> =>
    inspectBackup(file).then(
      () => 'read',
      (error: { code: string }) => error.code,
    )
  expect(await refusal()).toBe('file_not_found')
  writeFileSync(file, 'just text')
  expect(await refusal()).toBe('not_a_backup')
  writeFileSync(file, '')
  expect(await refusal()).toBe('not_a_backup')
  archive(file, [['hello.txt', 'hello']])
  expect(await refusal()).toBe('not_a_backup')
  archive(file, [['open12345-backup.json', title.replace('"format":1', '"format":2')]])
  expect(await refusal()).toBe('backup_newer')
  archive(file, [
    ['open12345-backup.json', title],
    ['attachments/../../escape', 'x'],
    ['manifest.json', manifestOf({})],
  ])
  expect(await refusal()).toBe('backup_damaged')
  archive(file, [
    ['open12345-backup.json', title],
    ['manifest.json', '{"files"'],
  ])
  expect(await refusal()).toBe('backup_damaged')
  archive(file, [
    ['open12345-backup.json', title],
    ['tables/hotline.setting/000001.copy', 'x'],
    ['manifest.json', manifestOf({})],
  ])
  expect(await refusal()).toBe('backup_damaged')
  archive(file, [
    ['open12345-backup.json', title],
    ['manifest.json', manifestOf({ migrations: ['9999_future.sql'] })],
  ])
  expect(await refusal()).toBe('read')
  await expect(restoreInto(await emptyPlace(), file)).rejects.toMatchObject({ code: 'backup_newer' })
})

test('a file that is there is not overwritten, and a failed backup leaves none', async () => {
  const folder = folderOfTest()
  const file = path.join(folder, 'there.backup')
  writeFileSync(file, 'precious')
  await expect(backUp(journal, file, '/nowhere')).rejects.toMatchObject({ code: 'file_exists' })
  expect(readFileSync(file, 'utf8')).toBe('precious')
  await expect(backUp(journal, path.join(folder, 'no/such/folder.backup'), '/nowhere')).rejects.toMatchObject({
    code: 'ENOENT',
  })
  expect(readdirSync(folder)).toEqual(['there.backup'])
})
