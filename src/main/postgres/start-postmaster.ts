import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { asAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { ClusterError, diskFull, onDisk } from './cluster-error.ts'
import type { Place } from './place.ts'
import { makeSocketFolder } from './place.ts'
import type { Postmaster } from './postmaster.ts'
import { findPostmaster, removeStaleNote } from './postmaster.ts'
import { toolEnvironment } from './run-tool.ts'
import { PORT, serverParameters } from './settings.ts'

const POLL_MS = 10
const LOG_LIMIT_BYTES = 5_000_000
const TAIL_BYTES = 4_000

/** Undefined: not yet, because the children of a killed predecessor are still there. Try again. */
export type StartAnswer = Postmaster | undefined

export function logFileOf(place: Place): string {
  return path.join(place.control.folder, 'postgres.log')
}

/** Throws a clear error for files that are not a database of ours, before PostgreSQL is asked. */
export function checkFiles(place: Place, binaries: Binaries): void {
  const versionFile = path.join(place.data, 'PG_VERSION')
  if (!existsSync(versionFile)) throw broken(place, 'PG_VERSION is missing')
  const major = readFileSync(versionFile, 'utf8').trim()
  if (major !== String(binaries.major)) throw wrongVersion(place, major, binaries)
}

/**
 * Starts the server in a session of its own, so that Ctrl+C in a terminal reaches the product and not the database
 * under it, and waits until it accepts connections (after a crash that includes its recovery).
 */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  options: { readonly settings: Readonly<Record<string, string>>; readonly startMs: number },
): Promise<StartAnswer> {
  removeStaleNote(place.data)
  const socketDir = makeSocketFolder(place)
  for (const name of [`.s.PGSQL.${PORT}`, `.s.PGSQL.${PORT}.lock`]) rmSync(path.join(socketDir, name), { force: true })
  const parameters = serverParameters(place.data, socketDir, options.settings)
  const log = openLog(place)
  const before = fstatSync(log).size
  const child = spawn(binaries.postgres, parameters, {
    ...asAccount(place.account),
    cwd: '/',
    env: toolEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  const ended = endOf(child)
  const postmaster = await whenReady(place, child, ended, options.startMs)
  if (postmaster) return postmaster
  return explainExit(place, (await ended) ?? readTail(logFileOf(place), before))
}

/** Resolves when the process ends: with the system's error if it could not even start. */
function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', () => resolve(undefined))
  })
}

async function whenReady(
  place: Place,
  child: ChildProcess,
  ended: Promise<unknown>,
  startMs: number,
): Promise<Postmaster | undefined> {
  const end = { reached: false }
  void ended.then(() => (end.reached = true))
  const until = performance.now() + startMs
  while (!end.reached) {
    const found = findPostmaster(place.data)
    if (found?.pid === child.pid && found?.status === 'ready') return found
    if (performance.now() > until) {
      child.kill('SIGINT')
      throw startTimeout(place, startMs)
    }
    await pause(POLL_MS)
  }
  return undefined
}

function openLog(place: Place): number {
  const file = logFileOf(place)
  return onDisk(place.control.folder, () => {
    if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`)
    return openSync(file, 'a', 0o600)
  })
}

function readTail(file: string, from: number): string {
  const handle = openSync(file, 'r')
  try {
    const size = fstatSync(handle).size
    const start = Math.max(from, size - TAIL_BYTES)
    const buffer = Buffer.alloc(Math.max(0, size - start))
    readSync(handle, buffer, 0, buffer.length, start)
    return buffer.toString('utf8').trim()
  } finally {
    closeSync(handle)
  }
}

const STILL_THERE = /lock file ".*" already exists|pre-existing shared memory block|Address already in use/
const NO_SPACE = /No space left on device|Disk quota exceeded/
const SHARED_MEMORY = /could not (create|resize) shared memory segment/
const BROKEN =
  /PANIC|could not locate a valid checkpoint|incorrect checksum|could not open (file|directory)|is not a valid data directory|could not read file|invalid data in file|unrecognized configuration|database system identifier/

function explainExit(place: Place, said: string): undefined {
  if (STILL_THERE.test(said)) return undefined
  if (NO_SPACE.test(said) && !SHARED_MEMORY.test(said)) throw diskFull(place.cluster)
  if (BROKEN.test(said)) throw broken(place, said)
  throw new ClusterError(
    'database_start_failed',
    `数据库无法启动。日志 ${logFileOf(place)} 的末尾：\n${said}`,
    `The database does not start. The end of its log ${logFileOf(place)}:\n${said}`,
  )
}

function broken(place: Place, said: string): ClusterError {
  return new ClusterError(
    'database_files_broken',
    `${place.data} 中的数据库文件已损坏或不是数据库。请勿删除，先复制保存，再从备份恢复到新的 DATA_DIR。详情：${said}`,
    `The database files in ${place.data} are broken or not a database. Do not delete them: keep a copy and restore a backup into a new DATA_DIR. Details: ${said}`,
  )
}

function wrongVersion(place: Place, major: string, binaries: Binaries): ClusterError {
  return new ClusterError(
    'database_version_mismatch',
    `${place.data} 是 PostgreSQL ${major} 的数据库，而本程序内置 PostgreSQL ${binaries.major}。请用原版本执行 backup，再用本版本 restore 到新的 DATA_DIR。`,
    `${place.data} is a database of PostgreSQL ${major}, and this product carries PostgreSQL ${binaries.major}. Run backup with the version that made it, then restore into a new DATA_DIR with this one.`,
  )
}

function startTimeout(place: Place, startMs: number): ClusterError {
  return new ClusterError(
    'database_start_timeout',
    `数据库在 ${Math.round(startMs / 1000)} 秒内未能启动，可能仍在恢复。请查看 ${logFileOf(place)} 后重试。`,
    `The database did not start within ${Math.round(startMs / 1000)} s; it may still be recovering. Read ${logFileOf(place)} and try again.`,
  )
}
