import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { stopUnusedCluster } from '../../src/main/postgres/cluster.ts'
import { withClient } from '../../src/main/postgres/database.ts'
import { cloneTemplate } from '../support/cluster.ts'
import { temporaryFolder } from '../postgres/support/workshop.ts'

const cli = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url))

interface Answer {
  readonly code: number
  /** Every line of standard output, read as JSON. */
  readonly lines: readonly Record<string, unknown>[]
  readonly summary: Record<string, unknown>
  readonly stderr: string
}

/** The command line as others call it: a process of its own, with `--json`. */
async function call(environment: Record<string, string>, ...words: string[]): Promise<Answer> {
  const env = { PATH: process.env['PATH'] ?? '', LANG: 'C', DEMO: 'off', CITY: 'tainan', ...environment }
  const { code, stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...words, '--json'], { env }).then(
    (out) => ({ code: 0, ...out }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, lines, summary: lines.at(-1) ?? {}, stderr }
}

/** A place for the product: a data directory and a database of its own. */
async function place(): Promise<{ DATA_DIR: string; DATABASE_URL: string }> {
  const clone = await cloneTemplate()
  onTestFinished(() => clone.drop())
  return { DATA_DIR: path.join(temporaryFolder(), 'data'), DATABASE_URL: clone.url }
}

const fill = async (where: Record<string, string>, seed = '5'): Promise<void> => {
  const { code, stderr } = await call(where, 'simulate', '--days', '2', '--per-day', '10', '--seed', seed)
  expect(stderr).toBe('')
  expect(code).toBe(0)
}

test('backed up, restored elsewhere with the keys, verified, examined', async () => {
  const [here, there] = [await place(), await place()]
  await fill(here)
  const file = path.join(temporaryFolder(), 'city.backup')
  const backup = await call(here, 'backup', file)
  expect(backup).toMatchObject({ code: 0, summary: { ok: true, file, sealed: true } })
  expect(statSync(file).mode & 0o077).toBe(0)
  mkdirSync(path.join(there.DATA_DIR, 'keys'), { recursive: true })
  for (const key of ['master.key', 'signing.key']) {
    copyFileSync(path.join(here.DATA_DIR, 'keys', key), path.join(there.DATA_DIR, 'keys', key))
  }
  const restored = await call(there, 'restore', file)
  expect(restored).toMatchObject({
    code: 0,
    summary: { ok: true, identityReadable: true, sealedByOthers: false, rows: backup.summary['rows'] },
  })
  const verdict = await call(there, 'verify')
  expect(verdict).toMatchObject({ code: 0, summary: { ok: true, firstBad: null } })
  const doctor = await call(there, 'doctor')
  expect(doctor.summary).toMatchObject({ ok: true, failures: 0 })
  expect(doctor.lines.filter(({ status }) => status === 'fail')).toEqual([])
  const again = await call(there, 'restore', file)
  expect(again).toMatchObject({ code: 1, summary: { ok: false, code: 'not_empty' } })
})

test('without the keys a restore says so, trusts the old seals, and goes on sealing with its own', async () => {
  const [here, there] = [await place(), await place()]
  await fill(here)
  const file = path.join(temporaryFolder(), 'city.backup')
  await call(here, 'backup', file)
  const restored = await call(there, 'restore', file)
  expect(restored).toMatchObject({ code: 0, summary: { ok: true, identityReadable: false, sealedByOthers: true } })
  expect(restored.stderr).toContain('master key')
  await fill(there, '6')
  expect(await call(there, 'verify')).toMatchObject({ code: 0, summary: { ok: true, checkpoints: 2, copies: 2 } })
})

test('a restore refuses what is damaged, foreign, missing, or of another city, and leaves nothing', async () => {
  const [here, there] = [await place(), await place()]
  await fill(here)
  const folder = temporaryFolder()
  const file = path.join(folder, 'city.backup')
  await call(here, 'backup', file)
  const foreign = path.join(folder, 'foreign')
  writeFileSync(foreign, 'nothing of ours')
  expect(await call(there, 'restore', foreign)).toMatchObject({ code: 1, summary: { code: 'not_a_backup' } })
  expect(await call(there, 'restore', path.join(folder, 'missing'))).toMatchObject({
    code: 1,
    summary: { code: 'file_not_found' },
  })
  expect(await call({ ...there, CITY: 'beijing' }, 'restore', file)).toMatchObject({
    code: 1,
    summary: { code: 'other_city' },
  })
  expect(await call(there, 'restore')).toMatchObject({ code: 2, lines: [] })
  expect(await call(here, 'backup', file)).toMatchObject({ code: 1, summary: { code: 'file_exists' } })
  expect(await call(here, 'backup', path.join(folder, 'no/folder'))).toMatchObject({
    code: 1,
    summary: { code: 'file_unusable' },
  })
  expect(existsSync(there.DATA_DIR)).toBe(false)
  expect(readdirSync(folder).sort()).toEqual(['city.backup', 'foreign'])
})

test('verify names the first bad entry and fails; a tampered journal is not sealed but still backed up', async () => {
  const here = await place()
  await fill(here)
  const row = await withClient(here.DATABASE_URL, async (client) => {
    await client.query('set session_replication_role = replica')
    const { rows } = await client.query<{ number: string; seq: number }>(
      `update hotline.journal_entry set body = replace(body, '"at"', '"At"')
       where (number, seq) in (select number, seq from hotline.journal_leaf where leaf_index = 7) returning number, seq`,
    )
    await client.query('delete from hotline.journal_checkpoint')
    return rows[0]
  })
  const verdict = await call(here, 'verify')
  expect(verdict).toMatchObject({ code: 1, summary: { ok: false } })
  expect(verdict.stderr).toContain('cannot be trusted')
  expect(row).toBeDefined()
  const backup = await call(here, 'backup', path.join(temporaryFolder(), 'evidence.backup'))
  expect(backup).toMatchObject({ code: 0, summary: { ok: true, sealed: false } })
  expect(await call(here, 'verify', '--from', 'yesterday')).toMatchObject({ code: 2 })
})

test('doctor finds what is wrong and says what to do', async () => {
  const here = await place()
  await fill(here)
  chmodSync(path.join(here.DATA_DIR, 'keys/master.key'), 0o644)
  await withClient(here.DATABASE_URL, async (client) => {
    await client.query('grant update on hotline.journal_entry to open12345_app')
    await client.query('alter table hotline.journal_leaf disable trigger journal_leaf_append_only')
  })
  const { code, lines, summary } = await call({ ...here, HOST: '0.0.0.0' }, 'doctor')
  expect(code).toBe(1)
  expect(summary).toMatchObject({ ok: false })
  const failed = lines.filter(({ status }) => status === 'fail').map(({ check }) => check)
  // The command itself opens nothing that would put the rights back.
  expect(failed).toEqual(['master_key', 'roles', 'append_only'])
  expect(
    await call({ ...here, CITY: 'beijing' }, 'doctor').then(({ lines: all }) =>
      all.find(({ check }) => check === 'installation'),
    ),
  ).toMatchObject({ status: 'fail' })
  expect(
    await call({ ...here, CITY: 'atlantis' }, 'doctor').then(({ lines: all }) =>
      all.find(({ check }) => check === 'city_pack'),
    ),
  ).toMatchObject({ status: 'fail' })
  const away = await call({ ...here, DATABASE_URL: 'postgres://127.0.0.1:1/none' }, 'doctor')
  expect(away.lines.find(({ check }) => check === 'database')).toMatchObject({ status: 'fail' })
})

test('database gives an address that works after the command has ended', async () => {
  const DATA_DIR = path.join(temporaryFolder(), 'data')
  const { code, summary } = await call({ DATA_DIR }, 'database')
  const holder = Number(summary['holder'])
  onTestFinished(async () => {
    await stopUnusedCluster(DATA_DIR)
  })
  onTestFinished(() => void process.kill(holder, 'SIGTERM'))
  expect(code).toBe(0)
  const url = String(summary['url'])
  const ask = () =>
    withClient(url, (client) =>
      client.query<{ super: boolean }>('select usesuper as super from pg_user where usename = current_user'),
    )
  expect((await ask()).rows).toEqual([{ super: true }])
  await call({ DATA_DIR }, 'verify')
  expect((await ask()).rows).toEqual([{ super: true }])
})
