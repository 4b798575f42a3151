import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportMap } from '../../channels/import/import-map.ts'
import { faultAt, printFault, type Fault } from '../city/fault.ts'
import { parseJson } from '../city/json-text.ts'
import type { LoadedPack } from '../city/load.ts'
import { checkMaps } from '../city/maps.ts'
import { loadSchemas } from '../city/schema.ts'
import { CommandRefusal, UsageError } from '../commands/command.ts'

const schemaFolder = join(import.meta.dirname, '../../../cities/schema')

/** Which map is meant: one of the city pack by its name, or a file. */
export type AskedMap = { readonly format: string } | { readonly file: string }

/** Throws UsageError unless exactly one of both is given. */
export function readAskedMap({
  format,
  map: file,
}: {
  readonly format?: string | undefined
  readonly map?: string | undefined
}): AskedMap {
  if (format !== undefined && file === undefined) return { format }
  if (file !== undefined && format === undefined) return { file }
  throw new UsageError('请给出 --format 名称 或 --map 文件，二者取一', 'Give --format NAME or --map FILE, one of them')
}

/** The map by its name in the city pack, or from a file of its own, which is checked here as the pack's were. */
export const findMap = (pack: LoadedPack, asked: AskedMap): ImportMap =>
  'format' in asked ? namedMap(pack, asked.format) : mapOfFile(asked.file, pack)

function namedMap({ maps, pack }: LoadedPack, name: string): ImportMap {
  if (Object.hasOwn(maps, name)) return maps[name] as ImportMap
  const known = Object.keys(maps)
  const zh = known.length > 0 ? `现有：${known.join('、')}` : '该城市包没有映射表'
  const en = known.length > 0 ? `There are: ${known.join(', ')}` : 'It has none'
  throw new UsageError(
    `城市包 ${pack.code} 没有名为“${name}”的映射表。${zh}；也可用 --map 指定文件`,
    `The city pack ${pack.code} has no map called "${name}". ${en}; or name a file with --map`,
  )
}

function mapOfFile(file: string, pack: LoadedPack): ImportMap {
  const parsed = parseJson(readText(file))
  if (!parsed.ok) {
    const { line, column } = parsed.position
    throw new CommandRefusal(
      'import_map_faults',
      `${file}:${line}:${column}: 不是有效的 JSON：${parsed.zh}。`,
      `${file}:${line}:${column}: this is not valid JSON: ${parsed.en}.`,
    )
  }
  const { value, positionOf } = parsed
  const shape = loadSchemas(schemaFolder)('import-map', value)
  const faults: readonly Fault[] =
    shape.length > 0
      ? shape.map((fault) => faultAt(file, fault.path, fault.code, fault.sentence, positionOf(fault.path)))
      : checkMaps([{ name: file, value, positionOf }], pack.pack)
  if (faults.length === 0) return value as ImportMap
  const lines = (language: string): string => faults.map((fault) => printFault(fault, language)).join('\n')
  throw new CommandRefusal('import_map_faults', lines('zh-CN'), lines('en'))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    throw unreadable(file, error)
  }
}

export function unreadable(file: string, error: unknown): CommandRefusal {
  const code = (error as { code?: string }).code ?? (error as Error).message
  const zh = code === 'ENOENT' ? '没有这个文件' : `无法读取（${code}）`
  const en = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
  return new CommandRefusal('file_unreadable', `${file}：${zh}。`, `${file}: ${en}.`)
}
