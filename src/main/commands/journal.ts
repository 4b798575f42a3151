import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { exportJournal, type Exported } from '../../store/journal/export.ts'
import { journalOrigin, sealHouse, verifierKeys } from '../journal.ts'
import { openHouse, type House } from '../open-house.ts'
import { explainFiles } from '../safekeeping.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo } from './command.ts'

/** `journal export --out FILE.jsonl[.gz]`: what an outsider needs to verify the journal without the database. */
export const run: Command = async (args, io) => {
  const file = readOut(args, 'journal export --out FILE.jsonl[.gz]')
  const house = await openHouse(io.config)
  try {
    await sealIfWhole(house, io)
    const done = await explainFiles(file, () => writeExport(house, file, io))
    const [key = ''] = verifierKeys(house)
    io.say({
      'zh-CN': `已导出 ${done.entries} 条记录、${done.checkpoints} 个检查点到 ${file}。`,
      en: `${done.entries} entries and ${done.checkpoints} checkpoints written to ${file}.`,
    })
    io.say({
      'zh-CN': `核验：node verify-journal.mjs ${file} --key ${key}`,
      en: `To verify it: node verify-journal.mjs ${file} --key ${key}`,
    })
    io.out({ ok: true, file, ...done, keys: verifierKeys(house) })
    return exitCode.done
  } finally {
    await house.close()
  }
}

/** The `--out` of a command whose first word is `export`. */
export function readOut(args: readonly string[], call: string): string {
  const [word, ...rest] = args
  const { values } = parseArgs({ args: rest, options: { out: { type: 'string' } } })
  if (word !== 'export' || values.out === undefined) throw new UsageError(`用法：${call}`, `Usage: ${call}`)
  return resolve(values.out)
}

/** A journal that was tampered with is exported all the same: the file is evidence. */
export async function sealIfWhole(house: House, io: CommandIo): Promise<void> {
  try {
    await sealHouse(house)
  } catch (error) {
    if (!(error instanceof CommandRefusal)) throw error
    io.error(error.words)
  }
}

/** The file appears under its name only when it is whole. */
async function writeExport(house: House, file: string, io: CommandIo): Promise<Exported> {
  const draft = `${file}.part`
  const target = createWriteStream(draft, { mode: 0o600 })
  const opened = once(target, 'open')
  await opened
  const sink = file.endsWith('.gz') ? createGzip({ level: 6 }) : target
  const written = finished(target)
  if (sink !== target) sink.pipe(target)
  try {
    const done = await exportJournal({
      database: house.database,
      origin: journalOrigin(house.pack.pack),
      keys: verifierKeys(house),
      write: async (lines) => {
        if (!sink.write(lines)) await Promise.race([once(sink, 'drain'), written])
      },
      onProgress: (leaves, total) => io.progress(leaves, total, { 'zh-CN': '正在导出', en: 'Exporting' }),
    })
    sink.end()
    await written
    renameSync(draft, file)
    return done
  } catch (error) {
    target.destroy()
    rmSync(draft, { force: true })
    throw error
  }
}
