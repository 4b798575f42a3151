import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandRefusal } from './commands/command.ts'
import { waitForExclusiveLock } from './postgres/file-lock.ts'

export interface BuildOnce {
  /** What is built. A file beside it, `<folder>.lock`, keeps two processes from building into it at once. */
  readonly folder: string
  /** A print of what it is built from. */
  readonly wanted: () => string
  readonly build: () => Promise<void>
  /** Called once before it is built, here or by another process that is at it. */
  readonly onBuild: () => void
  readonly waitMs?: number
}

const TEN_MINUTES_MS = 600_000

/**
 * Builds a folder where it is missing or older than what it is made of; whoever comes meanwhile waits for it.
 * Refuses `pages_not_built` when another process is still at it after `waitMs`.
 */
export async function buildOnce({ folder, wanted, build, onBuild, waitMs = TEN_MINUTES_MS }: BuildOnce): Promise<void> {
  const stamp = join(folder, 'inputs.sha256')
  const isCurrent = (print: string): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === print
  // Without the lock first: what is shipped as built may be read only.
  if (isCurrent(wanted())) return
  onBuild()
  mkdirSync(folder, { recursive: true })
  const lock = await waitForExclusiveLock(`${folder}.lock`, { waitMs })
  if (!lock) throw stillBuilding(folder)
  try {
    // Asked again: whoever held the lock has built it, and it may be made of something else by now.
    const print = wanted()
    if (isCurrent(print)) return
    rmSync(stamp, { force: true })
    await build()
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${stamp}.new`, print)
    renameSync(`${stamp}.new`, stamp)
  } finally {
    lock.release()
  }
}

const stillBuilding = (folder: string): CommandRefusal =>
  new CommandRefusal(
    'pages_not_built',
    `另一个进程仍在构建 ${folder}。请等它结束后重新启动。`,
    `Another process is still building ${folder}. Start again when it is done.`,
  )
