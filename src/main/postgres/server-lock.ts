import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ClusterError, onDisk } from './cluster-error.ts'
import type { FileLock } from './file-lock.ts'
import { waitForExclusiveLock } from './file-lock.ts'

export interface ServerLockOptions {
  /** How long to wait for the predecessor to stop, in milliseconds. */
  readonly waitMs?: number
  /** Called once, with the process id of the predecessor if it left one, when waiting begins. */
  readonly onWait?: (holder: number | undefined) => void
}

/**
 * One server at a time on a data directory. Held until `release` or the end of the process, however it ends.
 * Throws `data_directory_in_use` when the predecessor has not stopped after `waitMs`.
 */
export async function acquireServerLock(dataDir: string, options: ServerLockOptions = {}): Promise<FileLock> {
  const folder = path.resolve(dataDir)
  const file = path.join(folder, 'server.lock')
  const holderFile = path.join(folder, 'server.pid')
  onDisk(folder, () => mkdirSync(folder, { recursive: true }))
  const lock = await waitForExclusiveLock(file, {
    waitMs: options.waitMs ?? 10_000,
    onWait: () => options.onWait?.(holderOf(holderFile)),
  })
  if (!lock) throw inUse(folder, holderOf(holderFile))
  // Only for the sentence of a refusal: the lock itself rests on nothing that is written.
  try {
    writeFileSync(holderFile, `${process.pid}\n`)
  } catch {
    // A full disk must not keep the server from answering 503.
  }
  return {
    release: () => {
      rmSync(holderFile, { force: true })
      lock.release()
    },
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

function inUse(folder: string, holder: number | undefined): ClusterError {
  const [zh, en] = holder ? [`（进程 ${holder}）`, ` (process ${holder})`] : ['', '']
  return new ClusterError(
    'data_directory_in_use',
    `另一个服务${zh}正在使用数据目录 ${folder}。请先停止它，或用 DATA_DIR 指定其他目录。`,
    `Another server${en} is using the data directory ${folder}. Stop it first, or name another directory with DATA_DIR.`,
  )
}
