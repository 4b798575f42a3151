import { writeFileSync } from 'node:fs'
import { newestNote } from '../../store/journal/export.ts'
import { verifierKeys } from '../journal.ts'
import { openHouse } from '../open-house.ts'
import { explainFiles } from '../safekeeping.ts'
import { CommandRefusal, exitCode, type Command } from './command.ts'
import { readOut, sealIfWhole } from './journal.ts'

/** `checkpoint export --out FILE`: the newest signed checkpoint as a file of a few lines, for whoever keeps watch. */
export const run: Command = async (args, io) => {
  const file = readOut(args, 'checkpoint export --out FILE')
  const house = await openHouse(io.config)
  try {
    await sealIfWhole(house, io)
    const note = await newestNote(house.database)
    if (note === undefined) {
      throw new CommandRefusal('no_checkpoint', '还没有任何检查点。', 'There is no checkpoint yet.')
    }
    await explainFiles(file, async () => writeFileSync(file, note, { mode: 0o644 }))
    const keys = verifierKeys(house)
    io.say({
      'zh-CN': `最新的检查点已写入 ${file}。请与公钥一起存放在本机以外。公钥：${keys[0]}`,
      en: `The newest checkpoint is in ${file}. Keep it elsewhere, with the public key: ${keys[0]}`,
    })
    io.out({ ok: true, file, note, keys })
    return exitCode.done
  } finally {
    await house.close()
  }
}
