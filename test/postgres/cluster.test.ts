import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { stopUnusedCluster } from '../../src/main/postgres/cluster.ts'
import { withClient, withDatabase } from '../../src/main/postgres/database.ts'
import {
  ask,
  dataDirectory,
  isAlive,
  madeDataDirectory,
  removePrototype,
  startUser,
  useCluster,
} from './support/workshop.ts'

const LIMIT = 60_000

afterAll(removePrototype)

test(
  'a first start under LANG=C and without HOME makes a UTF-8 database that sees Chinese',
  { timeout: LIMIT },
  async () => {
    const dataDir = dataDirectory()
    const user = startUser({ dataDir }, { env: { PATH: process.env['PATH'], LANG: 'C' } })
    const { url, startedByUs, messages } = await user.answer()

    expect(startedByUs).toBe(true)
    expect(messages).toEqual(['database_being_made'])
    expect(await ask(url, "select current_setting('server_encoding') as answer")).toBe('UTF8')
    expect(await ask(url, "select lower('ÉCOLE') as answer")).toBe('école')
    await withClient(url, (client) => client.query('create extension pg_trgm'))
    expect(await ask(url, "select show_trgm('供暖') <> '{}' as answer")).toBe(true)
    expect(await ask(url, "select similarity('供暖不热', '供暖') > 0.3 as answer")).toBe(true)
    await user.release()
  },
)

test('an interrupted first start leaves a clean retry', { timeout: LIMIT }, async () => {
  const dataDir = dataDirectory()
  const draft = path.join(dataDir, 'postgres/data.init-0badcafe')
  mkdirSync(draft, { recursive: true })
  writeFileSync(path.join(draft, 'PG_VERSION'), '18\n')
  const cluster = await useCluster({ dataDir })
  expect(cluster.isAlive()).toBe(true)
  expect(existsSync(draft)).toBe(false)
  expect(readdirSync(path.join(dataDir, 'postgres')).filter((name) => name.includes('init'))).toEqual([])
})

test('four processes that start at once on nothing make one cluster', { timeout: LIMIT }, async () => {
  const dataDir = dataDirectory()
  const users = Array.from({ length: 4 }, () => startUser({ dataDir }))
  const answers = await Promise.all(users.map((user) => user.answer()))
  expect(new Set(answers.map((answer) => answer.pid)).size).toBe(1)
  expect(answers.filter((answer) => answer.startedByUs)).toHaveLength(1)
  await Promise.all(users.map((user) => user.release()))
  expect(isAlive(answers[0]?.pid ?? 0)).toBe(false)
})

test('the cluster is durable, closed to the network and to other users', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const cluster = await useCluster({ dataDir })
  const setting = (name: string) => ask(cluster.url, `select current_setting('${name}') as answer`)

  expect(await setting('listen_addresses')).toBe('')
  expect(await setting('data_checksums')).toBe('on')
  expect(await setting('fsync')).toBe('on')
  expect(await setting('synchronous_commit')).toBe('on')
  expect(await setting('shared_buffers')).toBe('128MB')
  expect(statSync(cluster.socketDir).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(dataDir, 'postgres/owner-password')).mode & 0o777).toBe(0o600)
  const wrong = new URL(cluster.url)
  wrong.password = 'wrong'
  await expect(new Client({ connectionString: wrong.href }).connect()).rejects.toMatchObject({ code: '28P01' })
  expect(await ask(withDatabase(cluster.url, 'postgres'), 'select current_database() as answer')).toBe('postgres')
})

test('what a citizen wrote does not reach the log of the server', { timeout: LIMIT }, async () => {
  const cluster = await useCluster({ dataDir: await madeDataDirectory() })
  await withClient(cluster.url, async (client) => {
    await client.query('create table t (phone text primary key)')
    await client.query("insert into t values ('13900000000')")
    await expect(client.query("insert into t values ('13900000000')")).rejects.toThrow()
    await expect(client.query("select '13900000000'::date")).rejects.toThrow()
  })
  expect(readFileSync(cluster.logFile, 'utf8')).toContain('ready to accept connections')
  expect(readFileSync(cluster.logFile, 'utf8')).not.toContain('13900000000')
})

test('settings can be raised by whoever starts it, but never the network opened', { timeout: LIMIT }, async () => {
  const settings = { shared_buffers: '32MB', listen_addresses: '*' }
  const cluster = await useCluster({ dataDir: await madeDataDirectory(), settings })
  expect(await ask(cluster.url, "select current_setting('shared_buffers') as answer")).toBe('32MB')
  expect(await ask(cluster.url, "select current_setting('listen_addresses') as answer")).toBe('')
})

test('a second process joins, and the last user stops the cluster', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const first = startUser({ dataDir })
  const { pid, url } = await first.answer()
  const second = startUser({ dataDir })
  expect(await second.answer()).toMatchObject({ pid, url, startedByUs: false })

  await first.release()
  expect(isAlive(pid)).toBe(true)
  expect(await ask(url, 'select 1 as answer')).toBe(1)
  await second.release()
  expect(isAlive(pid)).toBe(false)
})

test('a stop and a later start keep what was committed', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const first = await useCluster({ dataDir })
  await withClient(first.url, (client) => client.query('create table kept as select 7 as answer'))
  await first.release()
  expect(first.isAlive()).toBe(false)

  const second = await useCluster({ dataDir })
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select answer from kept')).toBe(7)
})

test('two holds of one process are two users', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const first = await useCluster({ dataDir })
  const second = await useCluster({ dataDir })
  await first.release()
  await first.release()
  expect(second.isAlive()).toBe(true)
  expect(await stopUnusedCluster(dataDir)).toBe(false)
  expect(second.isAlive()).toBe(true)
  await second.release()
  expect(second.isAlive()).toBe(false)
})

test('Ctrl+C in the terminal reaches the product, not the database under it', { timeout: LIMIT }, async () => {
  const user = startUser({ dataDir: await madeDataDirectory() }, { detached: true })
  const { pid, url } = await user.answer()
  process.kill(-(user.child.pid ?? Number.NaN), 'SIGINT')
  expect(await ask(url, 'select 1 as answer')).toBe(1)
  expect(isAlive(pid)).toBe(true)
  await user.release()
  expect(isAlive(pid)).toBe(false)
})
