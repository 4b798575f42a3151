import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { ClusterError } from '../../src/main/postgres/cluster-error.ts'
import type { ClusterOptions } from '../../src/main/postgres/cluster.ts'
import { ask, isRoot, madeDataDirectory, removePrototype, temporaryFolder, useCluster } from './support/workshop.ts'

const LIMIT = 60_000

afterAll(removePrototype)

async function refusalOf(options: ClusterOptions): Promise<ClusterError> {
  const error: unknown = await useCluster(options).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ClusterError)) throw new Error(`expected a refusal, got ${String(error)}`)
  expect(error.sentence['zh-CN']).toMatch(/[\u4e00-\u9fff].*请/s)
  expect(error.sentence.en).toMatch(/[a-z]/)
  return error
}

test('a database of another major version is named, not touched', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  writeFileSync(path.join(dataDir, 'postgres/data/PG_VERSION'), '16\n')
  const refusal = await refusalOf({ dataDir })
  expect(refusal.code).toBe('database_version_mismatch')
  expect(refusal.sentence.en).toContain('PostgreSQL 16')
})

test('files that are no database, or a broken one', { timeout: LIMIT }, async () => {
  const foreign = await madeDataDirectory()
  rmSync(path.join(foreign, 'postgres/data/PG_VERSION'))
  expect((await refusalOf({ dataDir: foreign })).code).toBe('database_files_broken')

  const broken = await madeDataDirectory()
  writeFileSync(path.join(broken, 'postgres/data/global/pg_control'), 'not what it was')
  expect((await refusalOf({ dataDir: broken })).code).toBe('database_files_broken')

  const missing = await madeDataDirectory()
  rmSync(path.join(missing, 'postgres/data/global/pg_control'))
  expect((await refusalOf({ dataDir: missing })).code).toBe('database_files_broken')
})

test('a lost or wrong password', { timeout: LIMIT }, async () => {
  const dataDir = await madeDataDirectory()
  writeFileSync(path.join(dataDir, 'postgres/owner-password'), 'a-wrong-password-of-some-length\n')
  expect((await refusalOf({ dataDir })).code).toBe('database_password_lost')
  rmSync(path.join(dataDir, 'postgres/owner-password'))
  expect((await refusalOf({ dataDir })).code).toBe('database_password_lost')
})

test('a data directory that is a file', async () => {
  const dataDir = path.join(temporaryFolder(), 'file')
  writeFileSync(dataDir, '')
  expect((await refusalOf({ dataDir })).code).toBe('data_directory_not_writable')
})

test.skipIf(!isRoot)(
  'a cluster that became unreachable for its account, or root’s own',
  { timeout: LIMIT },
  async () => {
    const dataDir = await madeDataDirectory()
    chmodSync(dataDir, 0o700)
    expect((await refusalOf({ dataDir })).code).toBe('data_directory_unreachable')
    chmodSync(dataDir, 0o755)
    chownSync(path.join(dataDir, 'postgres/data'), 0, 0)
    expect((await refusalOf({ dataDir })).code).toBe('data_directory_not_yours')
  },
)

const canMount = isRoot && mountsWork()

function mountsWork(): boolean {
  const disk = mountSmall(temporaryMount())
  if (disk) unmount(disk)
  return disk !== undefined
}

function unmount(disk: string): void {
  execFileSync('sh', ['-c', `umount ${disk}`])
  rmSync(disk, { recursive: true })
}

function temporaryMount(): string {
  return path.join('/tmp', `open12345-mount-${process.pid}-${Math.trunc(performance.now() * 1000)}`)
}

function mountSmall(folder: string): string | undefined {
  mkdirSync(folder)
  try {
    execFileSync('sh', ['-c', `mount -t tmpfs -o size=60m,mode=0755 none ${folder}`], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
}

/** A server that a full disk ended leaves its shared memory behind; nobody else's may be touched. */
function removeAbandonedMemory(before: ReadonlySet<string>): void {
  for (const name of memoryNames().filter((segment) => !before.has(segment))) {
    const users = spawnSync('sh', ['-c', `grep -sl ${name} /proc/[0-9]*/maps`]).stdout.toString()
    if (users === '') rmSync(`/dev/shm/${name}`, { force: true })
  }
}

function memoryNames(): string[] {
  return existsSync('/dev/shm') ? readdirSync('/dev/shm').filter((name) => /^PostgreSQL\.\d+$/.test(name)) : []
}

test.skipIf(!canMount)('a full disk, at the first start and at a later one', { timeout: LIMIT }, async () => {
  const before = new Set(memoryNames())
  onTestFinished(() => removeAbandonedMemory(before))
  const disk = mountSmall(temporaryMount()) ?? ''
  onTestFinished(() => unmount(disk))
  const filler = path.join(disk, 'filler')
  writeFileSync(filler, Buffer.alloc(40_000_000))
  const dataDir = path.join(disk, 'data')
  expect((await refusalOf({ dataDir })).code).toBe('disk_full')

  rmSync(filler)
  const cluster = await useCluster({ dataDir, settings: { min_wal_size: '32MB' } })
  expect(await ask(cluster.url, 'select 1 as answer')).toBe(1)
  await cluster.release()
  execFileSync('sh', ['-c', `cat /dev/zero > ${filler} 2>/dev/null || true`])
  expect((await refusalOf({ dataDir })).code).toBe('disk_full')
})
