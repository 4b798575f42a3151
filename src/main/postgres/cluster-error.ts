import type { LocalText } from '../../core/catalogue/catalogue.ts'

/** Why the embedded database, or the data directory, cannot be used. Each code is stable and has one remedy. */
export type ClusterProblem =
  | 'postgres_binaries_missing'
  | 'postgres_binaries_unusable'
  | 'service_account_unusable'
  | 'data_directory_not_writable'
  | 'data_directory_not_yours'
  | 'data_directory_unreachable'
  | 'data_directory_in_use'
  | 'data_directory_in_use_elsewhere'
  | 'database_belongs_elsewhere'
  | 'database_moved_away'
  | 'database_password_lost'
  | 'database_version_mismatch'
  | 'database_files_broken'
  | 'database_init_failed'
  | 'database_start_failed'
  | 'database_start_timeout'
  | 'socket_folder_taken'
  | 'disk_full'

/** What the embedded database has to say to whoever started it. `level` is how loudly. */
interface ClusterMessage {
  readonly level: 'info' | 'warning'
  readonly code: string
  readonly sentence: LocalText
}

export type Report = (message: ClusterMessage) => void

/** A refusal of the embedded database: a stable code and a sentence, in both languages, that says what to do. */
export class ClusterError extends Error {
  readonly code: ClusterProblem
  readonly sentence: LocalText

  constructor(code: ClusterProblem, zh: string, en: string, cause?: unknown) {
    super(`${en}\n${zh}`, cause === undefined ? {} : { cause })
    this.name = 'ClusterError'
    this.code = code
    this.sentence = { 'zh-CN': zh, en }
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT'])
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ELOOP'])

export function diskFull(folder: string, cause?: unknown): ClusterError {
  return new ClusterError(
    'disk_full',
    `磁盘已满：${folder} 无法写入。请腾出空间（至少 200 MB）后重新启动；已确认的数据不会丢失。`,
    `The disk is full: ${folder} cannot be written. Free some space (at least 200 MB) and start again; nothing acknowledged is lost.`,
    cause,
  )
}

/** Runs a step on the file system and turns what the system refuses into a sentence; anything else is a bug and passes. */
export function onDisk<Result>(folder: string, step: () => Result): Result {
  try {
    return step()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (FULL.has(code)) throw diskFull(folder, error)
    if (!FORBIDDEN.has(code)) throw error
    throw new ClusterError(
      'data_directory_not_writable',
      `数据目录 ${folder} 不可写（${code}）。请改用可写的 DATA_DIR，或修正该目录的属主与权限。`,
      `The data directory ${folder} cannot be written (${code}). Choose a DATA_DIR that can be, or correct its owner and permissions.`,
      error,
    )
  }
}
