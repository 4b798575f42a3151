import { resolve } from 'node:path'
import { writeBackup } from '../../store/backup/backup.ts'
import { writeSetting } from '../../store/write/setting.ts'
import { sealHouse } from '../journal.ts'
import { openHouse, type House } from '../open-house.ts'
import { backupFolders, explainFiles, lastBackupSetting, masterKeyPrint, verifyKeysOf } from '../safekeeping.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `backup FILE`: everything but the keys in one file, while the product runs. */
export const run: Command = async (args, io) => {
  const [file, ...more] = args
  if (file === undefined || more.length > 0 || file.startsWith('-'))
    throw new UsageError('用法：backup 文件', 'Usage: backup FILE')
  const house = await openHouse(io.config)
  try {
    const sealed = await sealFirst(house, io)
    const begun = performance.now()
    const path = resolve(file)
    const done = await explainFiles(path, () => backUp(house, path, io))
    await writeSetting(house.database, lastBackupSetting, { at: house.app.clock.now(), bytes: done.bytes })
    const seconds = Math.round(performance.now() - begun) / 1000
    io.say({
      'zh-CN': `已备份到 ${path}：${done.tables} 张表、${done.rows} 行、${done.files} 个文件，${megabytes(done.bytes)} MB，用时 ${seconds} 秒。`,
      en: `Backed up to ${path}: ${done.tables} tables, ${done.rows} rows, ${done.files} files, ${megabytes(done.bytes)} MB in ${seconds} s.`,
    })
    io.say({
      'zh-CN': `备份不含密钥。请另行妥善保管 ${io.config.dataDir}/keys（或 MASTER_KEY、SIGNING_KEY）：没有主密钥，个人信息和查询码无法恢复。`,
      en: `A backup never holds the keys. Keep ${io.config.dataDir}/keys (or MASTER_KEY and SIGNING_KEY) safe elsewhere: without the master key, identities and access codes are lost.`,
    })
    io.out({ ok: true, file: path, ...done, sealed, seconds })
    return exitCode.done
  } finally {
    await house.close()
  }
}

/** A journal that was tampered with is backed up all the same: the copy is evidence. */
async function sealFirst(house: House, io: CommandIo): Promise<boolean> {
  try {
    await sealHouse(house)
    return true
  } catch (error) {
    if (!(error instanceof CommandRefusal)) throw error
    io.error(error.words)
    return false
  }
}

const backUp = (house: House, file: string, io: CommandIo) =>
  writeBackup({
    ownerUrl: house.ownerUrl,
    database: house.database,
    file,
    city: house.pack.pack.code,
    now: house.app.clock.now(),
    verifyKeys: verifyKeysOf(house.config, house.keys),
    masterKeyPrint: masterKeyPrint(house.keys.master),
    folders: backupFolders(house.config),
    onProgress: (rows, total) => io.progress(rows, total, { 'zh-CN': '已备份行数', en: 'Rows backed up' }),
  })

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
