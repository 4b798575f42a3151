import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** What the running server wrote into postmaster.pid. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketDir: string
  /** `starting`, `ready`, `stopping`, or empty in the very first moment. */
  readonly status: string
}

const POLL_MS = 10

/** The server of this data folder while it is alive; undefined when there is none. */
export function findPostmaster(data: string): Postmaster | undefined {
  const noted = readNote(data)
  return noted && isPostmasterOf(noted.pid, data) ? noted : undefined
}

/**
 * Removes the note of a dead server where it would stand in the way: PostgreSQL removes it by itself, unless the number
 * was given to another process or the dead one was not collected by its parent. Surviving children of the dead server
 * still keep a new one out, by their shared memory.
 */
export function removeStaleNote(data: string): void {
  const noted = readNote(data)
  if (noted && processExists(noted.pid) && !isPostmasterOf(noted.pid, data)) {
    rmSync(path.join(data, 'postmaster.pid'), { force: true })
  }
}

function readNote(data: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process lives and serves this data folder; its number alone proves nothing, it may belong to another. */
export function isPostmasterOf(pid: number, data: string): boolean {
  if (!processExists(pid)) return false
  if (process.platform !== 'linux') return commandOf(pid).includes(data)
  if (isZombie(pid)) return false
  const words = wordsOf(pid)
  if (path.basename(words[0] ?? '') !== 'postgres') return false
  return words[words.indexOf('-D') + 1] === data || worksIn(pid, data)
}

/** Dead, but not collected by its parent: in a container nobody may ever do so. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return true
  }
}

/** Its command line; empty in the last moment of its life. */
function wordsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** A server goes on in a data folder that was renamed under it. Not every container lets us look. */
function worksIn(pid: number, data: string): boolean {
  try {
    const [here, there] = [statSync(data), statSync(readlinkSync(`/proc/${pid}/cwd`))]
    return here.ino === there.ino && here.dev === there.dev
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/**
 * Stops the server of this data folder and waits until it is gone: open transactions are rolled back and the memory is
 * written out; a server that does not answer is ended, and recovers at its next start.
 */
export async function stopPostmaster(data: string): Promise<void> {
  const postmaster = findPostmaster(data)
  if (!postmaster) return
  for (const [signal, waitMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    signalTo(postmaster.pid, signal)
    if (await isGone(postmaster.pid, data, waitMs)) return
  }
}

async function isGone(pid: number, data: string, waitMs: number): Promise<boolean> {
  const until = performance.now() + waitMs
  while (isPostmasterOf(pid, data) || isEnding(pid)) {
    if (performance.now() > until) return false
    await pause(POLL_MS)
  }
  return true
}

/** Its memory is gone already, its files may not be closed yet. */
function isEnding(pid: number): boolean {
  return process.platform === 'linux' && processExists(pid) && !isZombie(pid) && (wordsOf(pid)[0] ?? '') === ''
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
