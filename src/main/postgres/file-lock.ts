import { accessSync, closeSync, constants, openSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { onDisk } from './cluster-error.ts'

/**
 * Locks that vanish with their process, however it ends: Node has no flock, but SQLite takes the system's own locks on
 * a file, which the kernel drops at death. So no process id is written down that another process might be given later.
 *
 * The files stay empty. A process must not open and close a file it holds by other means: that drops its lock (POSIX).
 */
export interface FileLock {
  release(): void
}

const BUSY = 5
const RETRY_MS = 25

function tryLock(file: string, begin: string): FileLock | undefined {
  onDisk(path.dirname(file), () => createOnce(file))
  const connection = new DatabaseSync(file, { timeout: 0 })
  try {
    // Without a journal on the disk, so that locking needs no space on it.
    connection.exec(`pragma journal_mode = memory; ${begin}`)
  } catch (error) {
    connection.close()
    if ((error as { errcode?: number }).errcode === BUSY) return undefined
    throw error
  }
  return {
    release: () => {
      if (connection.isOpen) connection.close()
    },
  }
}

/**
 * Creates the file here, because SQLite would hide why it cannot (a full disk, a missing right), and insists on the
 * right to write: on a file that can only be read SQLite quietly takes a shared lock where it was asked for the whole.
 */
function createOnce(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    accessSync(file, constants.W_OK)
  }
}

/** A lock that any number of holders share; undefined while someone holds it alone. */
export function trySharedLock(file: string): FileLock | undefined {
  return tryLock(file, 'begin; select 1 from sqlite_master')
}

/** A lock for one holder; undefined while anyone else holds it, alone or shared. */
export function tryExclusiveLock(file: string): FileLock | undefined {
  return tryLock(file, 'begin exclusive')
}

/** Waits for the lock at most `waitMs`; undefined when it did not come. `onWait` is called once, when waiting begins. */
export async function waitForExclusiveLock(
  file: string,
  options: { readonly waitMs: number; readonly onWait?: (() => void) | undefined },
): Promise<FileLock | undefined> {
  const until = performance.now() + options.waitMs
  let lock = tryExclusiveLock(file)
  if (!lock) options.onWait?.()
  while (!lock && performance.now() < until) {
    await pause(RETRY_MS)
    lock = tryExclusiveLock(file)
  }
  return lock
}
