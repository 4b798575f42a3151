import { createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupFolders } from '../store/backup/backup.ts'
import type { Manifest } from '../store/backup/manifest.ts'
import { BackupRefused } from '../store/backup/refused.ts'
import { publicKeyBytes } from '../store/journal/sign.ts'
import { CommandRefusal } from './commands/command.ts'
import type { Config } from './config.ts'
import { checkpointFolder, earlierKeys } from './journal.ts'
import type { Keys } from './keys.ts'

/** What of a data directory goes into a backup. The keys never do. */
export const backupFolders = (config: Config): BackupFolders => ({
  attachments: join(config.dataDir, 'attachments'),
  checkpoints: checkpointFolder(config),
})

/** Under this name the installation remembers its last backup. */
export const lastBackupSetting = 'last_backup'

export interface LastBackup {
  readonly at: number
  readonly bytes: number
}

/** Whoever erased personal data wrote it here too, so that no backup brings them back. */
export const erasureFile = (config: Config): string => join(config.dataDir, 'erasures.jsonl')

/** Tells one master key from another; the key does not follow from it. */
export const masterKeyPrint = (master: Buffer): string =>
  Buffer.from(hkdfSync('sha256', master, 'open12345', 'print of the master key', 8)).toString('hex')

const hexOf = (key: KeyObject): string => publicKeyBytes(key).toString('hex')

export const verifyKeysOf = (config: Config, keys: Keys): readonly string[] => [
  hexOf(createPublicKey(keys.signing)),
  ...earlierKeys(config).map(hexOf),
]

/** Trusts the keys that sealed a restored journal from now on; true where there were others than our own. */
export function trustSealersOf(manifest: Manifest, config: Config, keys: Keys): boolean {
  const known = verifyKeysOf(config, keys)
  const others = manifest.verifyKeys.filter((key) => !known.includes(key))
  for (const key of others) {
    const folder = join(config.dataDir, 'keys')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, `earlier-signing-${key.slice(0, 16)}.pub`), `${key}\n`, { mode: 0o600 })
  }
  return manifest.verifyKeys[0] !== known[0]
}

const fileProblems = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EDQUOT', 'EEXIST'])

/** Turns what a backup or the file system refuses into a refusal of the command. */
export async function explainFiles<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof BackupRefused) throw new CommandRefusal(error.code, error.sentence['zh-CN'], error.sentence.en)
    const { code = '', syscall } = error as NodeJS.ErrnoException
    if (!fileProblems.has(code) || syscall === 'connect') throw error
    const full = code === 'ENOSPC' || code === 'EDQUOT'
    throw new CommandRefusal(
      full ? 'disk_full' : 'file_unusable',
      full ? `磁盘已满，${file} 没有写成。请腾出空间后重试。` : `无法使用文件 ${file}（${code}）。请检查路径与权限。`,
      full
        ? `The disk is full and ${file} was not written. Free some space and try again.`
        : `The file ${file} cannot be used (${code}). Check its path and permissions.`,
    )
  }
}
