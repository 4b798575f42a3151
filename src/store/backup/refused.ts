import type { LocalText } from '../../core/catalogue/catalogue.ts'

export type BackupProblem =
  'file_exists' | 'file_not_found' | 'not_a_backup' | 'backup_damaged' | 'backup_newer' | 'not_empty' | 'other_city'

/** A backup or restore that is refused: a stable code and a sentence that says what to do. Nothing was written. */
export class BackupRefused extends Error {
  readonly code: BackupProblem
  readonly sentence: LocalText
  constructor(code: BackupProblem, zh: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? {} : { cause })
    this.name = 'BackupRefused'
    this.code = code
    this.sentence = { 'zh-CN': zh, en }
  }
}

export const damaged = (zh: string, en: string, cause?: unknown): BackupRefused =>
  new BackupRefused(
    'backup_damaged',
    `备份文件已损坏：${zh}。没有写入任何内容。请换用另一份备份。`,
    `The backup file is damaged: ${en}. Nothing was written. Use another backup.`,
    cause,
  )
