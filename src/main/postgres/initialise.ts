import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Report } from './cluster-error.ts'
import { ClusterError, diskFull, onDisk } from './cluster-error.ts'
import type { Control, Place } from './place.ts'
import { giveTo } from './place.ts'
import { runTool } from './run-tool.ts'

/** The role that owns the cluster; the application's roles are made by the migrations. */
export const OWNER = 'open12345'

const DRAFT = 'data.init-'

/** Tried in turn: not every system has C.UTF-8. Under a character type of C, pg_trgm would be blind to Chinese. */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8']

/**
 * Makes the cluster's files once. They are made in a draft folder and renamed when complete, so that an interrupted
 * start leaves nothing that could be taken for a database. Called under the mutex.
 */
export async function initialise(place: Place, binaries: Binaries, report: Report): Promise<void> {
  report({
    level: 'info',
    code: 'database_being_made',
    sentence: { 'zh-CN': '首次启动：正在创建数据库。', en: 'First start: making the database.' },
  })
  removeDrafts(place.cluster)
  const draft = path.join(place.cluster, `${DRAFT}${randomBytes(4).toString('hex')}`)
  onDisk(place.cluster, () => {
    mkdirSync(draft, { mode: 0o700 })
    giveTo(place.account, draft)
  })
  try {
    await runInitdb(place, binaries, draft)
    onDisk(place.cluster, () => {
      renameSync(draft, place.data)
      flushFolder(place.cluster)
    })
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

async function runInitdb(place: Place, binaries: Binaries, draft: string): Promise<void> {
  const passwordFile = `${draft}.password`
  const password = readOrMakePassword(place.control)
  onDisk(place.cluster, () => {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    giveTo(place.account, passwordFile)
  })
  try {
    for (const characterType of CHARACTER_TYPES) {
      const answer = await runTool(binaries.initdb, initdbParameters(draft, passwordFile, characterType), place.account)
      if (answer.code === 0) return
      if (/invalid locale name/.test(answer.output)) continue
      throw initFailed(place.cluster, answer.output)
    }
    throw initFailed(place.cluster, `no UTF-8 locale among ${CHARACTER_TYPES.join(', ')}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** The built-in collation compares code points alike on every machine, whatever its C library. */
function initdbParameters(folder: string, passwordFile: string, characterType: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${characterType}`,
    '--text-search-config=simple',
    '--data-checksums',
    '--no-instructions',
  ]
}

/** The owner's password; throws `database_password_lost` when it cannot be read. */
export function readPassword(control: Control): string {
  try {
    return readFileSync(control.passwordFile, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw notYours(control.folder, error)
    throw passwordLost(control.passwordFile, error)
  }
}

export function passwordLost(file: string, cause?: unknown): ClusterError {
  return new ClusterError(
    'database_password_lost',
    `数据库密码文件 ${file} 丢失或不符，无法打开数据库。请放回该文件；没有时请从备份恢复到新的 DATA_DIR。`,
    `The database's password file ${file} is lost or wrong, so the database cannot be opened. Put the file back; without it, restore a backup into a new DATA_DIR.`,
    cause,
  )
}

function readOrMakePassword(control: Control): string {
  if (existsSync(control.passwordFile)) {
    const kept = readPassword(control)
    if (kept.length >= 20) return kept
  }
  const password = randomBytes(24).toString('base64url')
  onDisk(control.folder, () => {
    const draft = `${control.passwordFile}.draft`
    writeFileSync(draft, `${password}\n`, { mode: 0o600, flush: true })
    renameSync(draft, control.passwordFile)
  })
  return password
}

function removeDrafts(cluster: string): void {
  for (const name of readdirSync(cluster)) {
    if (name.startsWith(DRAFT)) rmSync(path.join(cluster, name), { recursive: true, force: true })
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function notYours(folder: string, cause: unknown): ClusterError {
  return new ClusterError(
    'data_directory_not_yours',
    `数据目录 ${folder} 由另一个用户创建，无法读取。请以该用户运行，或用 DATA_DIR 指定其他目录。`,
    `The data directory ${folder} was made by another user and cannot be read. Run as that user, or choose another DATA_DIR.`,
    cause,
  )
}

function initFailed(cluster: string, output: string): ClusterError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(cluster)
  if (/could not look up effective user ID/.test(output)) {
    return new ClusterError(
      'service_account_unusable',
      '当前用户在系统账户表（/etc/passwd）中没有名字，无法创建数据库。请为它添加一行，或用 DATABASE_URL 指定数据库。',
      'The current user has no name in the system (/etc/passwd), so the database cannot be made. Add a line for it, or name a database with DATABASE_URL.',
    )
  }
  return new ClusterError(
    'database_init_failed',
    `无法在 ${cluster} 创建数据库：${output}`,
    `The database could not be made in ${cluster}: ${output}`,
  )
}
