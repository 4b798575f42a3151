import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { fieldsOf, type AreaKind, type ImportMap } from '../../channels/import/import-map.ts'
import { rowMapper } from '../../channels/import/map-row.ts'
import type { AreaAt } from '../../channels/import/row-area.ts'
import { areaAtPoint, type AreaShape } from '../../insight/place/area-at-point.ts'
import { findMap, readAskedMap, unreadable } from '../import/find-map.ts'
import { createImportTally, type ImportTally } from '../import/import-tally.ts'
import { FileFault, readLines, type LineReader } from '../import/lines.ts'
import { openRefusedFile, type RefusedFile } from '../import/refused-file.ts'
import { HeaderFault, readRows } from '../import/rows.ts'
import { runImport } from '../import/run-import.ts'
import { sealHouse } from '../journal.ts'
import { openHouse, type House } from '../open-house.ts'
import { CommandRefusal, exitCode, UsageError, type Command, type CommandIo, type Words } from './command.ts'

/** `import FILE --format NAME | --map FILE [--refused FILE] [--json]`: every row a request at its own time and place. */
export const run: Command = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' }, map: { type: 'string' }, refused: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError('请给出一个要导入的文件', 'Name one file to import')
  if (values.refused !== undefined && resolve(values.refused) === resolve(file)) {
    throw new UsageError('--refused 不能与要导入的文件相同', '--refused must not be the file that is imported')
  }
  const asked = readAskedMap(values)
  const house = await openHouse(io.config)
  try {
    const map = findMap(house.pack, asked)
    const reader = await readLines(file, map.encoding ?? 'utf-8').catch((error: unknown) => {
      throw unreadable(file, error)
    })
    return await importFile({ house, io, map, reader, file, refused: openRefused(values.refused, file, io) })
  } finally {
    await house.close()
  }
}

interface Work {
  readonly house: House
  readonly io: CommandIo
  readonly map: ImportMap
  readonly reader: LineReader
  readonly file: string
  readonly refused: RefusedFile
}

async function importFile(work: Work): Promise<number> {
  const { house, io, map, reader, refused } = work
  const { app } = house
  const now = app.clock.now()
  const tally = createImportTally()
  let stopped: unknown
  try {
    await runImport(
      {
        app,
        map,
        mapRow: rowMapper(map, { rulebook: app.rulebook, areaAt: areaAtOf(house), now }),
        rows: readRows(reader.lines, map, fieldsOf(map)),
        refused,
        interrupted: io.interrupted,
        onProgress: (rows) => io.progress(rows, expected(rows, reader.share()), { 'zh-CN': '已处理行数', en: 'Rows' }),
      },
      tally,
    )
  } catch (error) {
    stopped = error
  } finally {
    refused.close()
  }
  const lostDatabase = stopped !== undefined && stopSentence(stopped, work.file) === undefined
  if (tally.summary().registered > 0 && !lostDatabase) await sealHouse(house)
  return close(work, tally, (app.clock.now() - now) / 1000, stopped)
}

const expected = (rows: number, share: number): number | null => (share > 0 ? Math.round(rows / share) : null)

/** Says how far the import came, whatever ended it; only a bug or a lost database is thrown on. */
function close({ io, file, refused }: Work, tally: ImportTally, seconds: number, stopped: unknown): number {
  const summary = tally.summary()
  const reason = stopped === undefined ? undefined : stopSentence(stopped, file)
  const interrupted = io.interrupted.aborted
  const rowsPerSecond = seconds > 0 ? Math.round(summary.rows / seconds) : null
  const refusedFile = summary.refused > 0 ? refused.path : null
  for (const line of closingNote(summary, seconds, refusedFile)) io.say(line)
  if (interrupted)
    io.error({
      'zh-CN': '已中断；再次运行会从未导入的行继续。',
      en: 'Interrupted; run it again and it goes on with the rows that are missing.',
    })
  if (reason) io.error(reason.words)
  const foreign = !reason && !interrupted && summary.refused > 0 && summary.refused === summary.rows
  if (foreign)
    io.error({
      'zh-CN': '没有一行可以导入：映射表适合这个文件吗？',
      en: 'Not one row could be taken: is it the right map for this file?',
    })
  io.out({ ...summary, refusedFile, seconds, rowsPerSecond, interrupted, ...(reason ? { code: reason.code } : {}) })
  if (stopped !== undefined && !reason) throw stopped
  return reason || interrupted || foreign ? exitCode.failed : exitCode.done
}

type Summary = ReturnType<ImportTally['summary']>

function closingNote(
  { registered, already, refused, unit }: Summary,
  seconds: number,
  refusedFile: string | null,
): readonly Words[] {
  const share = unit.share === null ? '—' : `${(100 * unit.share).toFixed(2)}%`
  const why = Object.entries(unit.why).slice(0, 10)
  return [
    {
      'zh-CN': `登记 ${registered} 件，已有 ${already} 件，拒收 ${refused} 行，用时 ${seconds.toFixed(1)} 秒。`,
      en: `${registered} registered, ${already} were there already, ${refused} rows refused, in ${seconds.toFixed(1)} s.`,
    },
    {
      'zh-CN': `找到承办单位的：${unit.found} 件（${share}），其中 ${unit.byDistrict} 件因单位不明由所在区承接，${unit.unclassified} 件类别不明。`,
      en: `${unit.found} found their unit (${share}), ${unit.byDistrict} of them the district because the unit was unclear, ${unit.unclassified} without a known category.`,
    },
    ...why.map(([reason, count]) => `  ${count} × ${reason}`),
    ...(refusedFile === null ? [] : [{ 'zh-CN': `拒收的行：${refusedFile}`, en: `Refused rows: ${refusedFile}` }]),
  ]
}

/** What is wrong with the file itself; undefined for everything else. */
function stopSentence(error: unknown, file: string): { readonly code: string; readonly words: Words } | undefined {
  if (error instanceof HeaderFault) {
    const [missing, columns] = [error.missing.join(', '), error.columns.join(', ')]
    return {
      code: 'header_unfit',
      words: {
        'zh-CN': `${file} 的表头与映射表不符：缺少或重复 ${missing}；现有：${columns}。`,
        en: `${file}: the header does not fit the map: missing or twice: ${missing}; it has: ${columns}.`,
      },
    }
  }
  if (!(error instanceof FileFault)) return undefined
  const { words } = unreadable(file, error)
  return { code: 'file_unreadable', words }
}

function openRefused(asked: string | undefined, source: string, io: CommandIo): RefusedFile {
  try {
    return openRefusedFile(asked, source, io.config.dataDir)
  } catch (error) {
    const detail = (error as Error).message
    throw new CommandRefusal(
      'refused_file',
      `无法写入拒收文件：${detail}。`,
      `The file for refused rows cannot be written: ${detail}.`,
    )
  }
}

/** The innermost kind of territory first, so that a point is placed as exactly as the pack's shapes allow. */
const innermost: readonly AreaKind[] = ['community', 'township', 'subdistrict', 'district', 'city']

function areaAtOf({ pack, app }: House): AreaAt {
  const shapes = (pack.polygons as { readonly features: readonly AreaShape[] } | undefined)?.features ?? []
  const rank = ({ properties }: AreaShape): number =>
    innermost.indexOf(app.rulebook.area(properties.area)?.kind ?? 'city')
  const at = areaAtPoint([...shapes].sort((one, other) => rank(one) - rank(other)))
  return ({ latitude, longitude }, kinds) =>
    at(longitude, latitude, kinds && ((code) => kinds.some((kind) => kind === app.rulebook.area(code)?.kind)))
}
