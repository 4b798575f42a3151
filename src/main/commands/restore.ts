import { resolve } from 'node:path'
import type { Manifest } from '../../store/backup/manifest.ts'
import { readErasures } from '../../store/backup/erasures.ts'
import { inspectBackup } from '../../store/backup/read-archive.ts'
import { restoreBackup, type Restored } from '../../store/backup/restore.ts'
import type { Verdict } from '../../store/journal/verify.ts'
import { loadCityPack } from '../city/load.ts'
import type { Config } from '../config.ts'
import { verifyHouse } from '../journal.ts'
import { openHouse, type House } from '../open-house.ts'
import { PackFaults } from '../pack-faults.ts'
import { acquireServerLock } from '../postgres/server-lock.ts'
import { backupFolders, erasureFile, explainFiles, masterKeyPrint, trustSealersOf } from '../safekeeping.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `restore FILE`: a backup into an empty installation; checked before anything is written, verified after. */
export const run: Command = async (args, io) => {
  const [file, ...more] = args
  if (file === undefined || more.length > 0 || file.startsWith('-'))
    throw new UsageError('用法：restore 文件', 'Usage: restore FILE')
  const path = resolve(file)
  let members = 0
  const manifest = await explainFiles(path, () =>
    inspectBackup(path, () =>
      io.progress((members += 1), null, { 'zh-CN': '正在检查备份', en: 'Checking the backup' }),
    ),
  )
  await refuseOtherCity(manifest, io.config)
  // Nobody serves from this directory while it is filled.
  const lock = await acquireServerLock(io.config.dataDir, { waitMs: 0 })
  try {
    const house = await openHouse(io.config)
    try {
      return await fill(house, path, manifest, io)
    } finally {
      await house.close()
    }
  } finally {
    lock.release()
  }
}

async function refuseOtherCity(manifest: Manifest, config: Config): Promise<void> {
  const pack = await loadCityPack(config.city)
  if (!pack.ok) throw new PackFaults(pack.faults)
  if (pack.pack.code === manifest.city) return
  throw new CommandRefusal(
    'other_city',
    `这份备份属于城市包“${manifest.city}”，而当前 CITY 为“${pack.pack.code}”。请设置 CITY=${manifest.city} 后再恢复。`,
    `This backup belongs to the city pack "${manifest.city}", but CITY is "${pack.pack.code}". Set CITY=${manifest.city} and restore again.`,
  )
}

async function fill(house: House, file: string, manifest: Manifest, io: CommandIo): Promise<number> {
  const { config, keys, ownerUrl } = house
  const begun = performance.now()
  const restored = await explainFiles(file, () =>
    restoreBackup({
      ownerUrl,
      file,
      manifest,
      dataDir: config.dataDir,
      folders: backupFolders(config),
      erasures: readErasures(erasureFile(config)),
      onProgress: (table, done, total) => io.progress(done, total, table),
    }),
  )
  const identityReadable = manifest.masterKeyPrint === masterKeyPrint(keys.master)
  const sealedByOthers = trustSealersOf(manifest, config, keys)
  const verdict = await verifyHouse(house, {
    onProgress: (done, total) => io.progress(done, total, { 'zh-CN': '正在核验', en: 'Verifying' }),
  })
  const seconds = Math.round(performance.now() - begun) / 1000
  tell(restored, verdict, { identityReadable, sealedByOthers, createdAt: manifest.createdAt }, io)
  io.out({
    ok: verdict.ok,
    ...restored,
    createdAt: manifest.createdAt,
    identityReadable,
    sealedByOthers,
    verify: verdict,
    seconds,
  })
  return verdict.ok ? exitCode.done : exitCode.failed
}

interface KeysFound {
  readonly identityReadable: boolean
  readonly sealedByOthers: boolean
  readonly createdAt: string
}

function tell(restored: Restored, verdict: Verdict, found: KeysFound, io: CommandIo): void {
  io.say({
    'zh-CN': `已恢复 ${found.createdAt} 的备份：${restored.tables} 张表、${restored.rows} 行、${restored.files} 个文件；重做删除 ${restored.erasuresReplayed} 件。`,
    en: `Restored the backup of ${found.createdAt}: ${restored.tables} tables, ${restored.rows} rows, ${restored.files} files; ${restored.erasuresReplayed} erasures replayed.`,
  })
  if (!found.identityReadable) {
    io.error({
      'zh-CN':
        '注意：这里的主密钥不是备份时的那一把，个人信息读不出来，查询码也会改变。请把原来的 keys/master.key 放回（或设置 MASTER_KEY）后再启动。',
      en: 'Note: the master key here is not the one of the backup, so identities cannot be read and access codes differ. Put the original keys/master.key back (or set MASTER_KEY) before you start.',
    })
  }
  if (found.sealedByOthers) {
    io.error({
      'zh-CN':
        '注意：这里的签名密钥不是备份时的那一把。已记下原公钥，旧检查点仍可核验；如有原来的 keys/signing.key，请放回。',
      en: 'Note: the signing key here is not the one of the backup. Its public key was noted, so the old checkpoints still verify; put the original keys/signing.key back if you have it.',
    })
  }
  if (verdict.ok) {
    io.say({
      'zh-CN': `流转记录核验通过：${verdict.entries} 条。`,
      en: `The journal is whole: ${verdict.entries} entries.`,
    })
  } else {
    io.error({
      'zh-CN': '数据已恢复，但流转记录核验不通过：备份时它已被改动。请运行 verify 查看。',
      en: 'The data are restored, but the journal does not verify: it had been changed before the backup. Run verify to see where.',
    })
  }
}
