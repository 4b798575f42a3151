import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PackPart } from '../../core/catalogue/check.ts'
import { fileFault } from './fault.ts'
import type { Fault } from './fault.ts'
import { parseJson } from './json-text.ts'
import type { JsonPath, Position } from './json-text.ts'

/** A file of a pack, read and parsed. */
export interface PackFile {
  /** Inside the pack's folder, with forward slashes. */
  readonly name: string
  readonly value: unknown
  readonly positionOf: (path: JsonPath) => Position | undefined
}

/** Where a part of the pack is written. `kind` names its schema. */
export interface FileKind {
  readonly kind: string
  readonly part: PackPart | 'polygons' | 'maps'
  readonly pattern: RegExp
  readonly required: boolean
  /** How the place is called when nothing is there. */
  readonly place: string
  /** The rest of its part can still be checked when one file of this kind is broken: nothing else refers to it. */
  readonly standsAlone?: boolean
}

const single = (name: PackPart, kind: string = name): FileKind => ({
  kind,
  part: name,
  pattern: new RegExp(`^${name}\\.json$`, 'u'),
  required: true,
  place: `${name}.json`,
})

const fileKinds: readonly FileKind[] = [
  single('city'),
  single('rules'),
  { kind: 'units', part: 'units', pattern: /^units\/[^/]+\.json$/u, required: true, place: 'units/*.json' },
  { kind: 'areas', part: 'areas', pattern: /^areas\/[^/]+\.json$/u, required: true, place: 'areas/*.json' },
  {
    kind: 'catalogue',
    part: 'catalogues',
    pattern: /^catalogue\/[^/]+\/catalogue\.json$/u,
    required: true,
    place: 'catalogue/*/catalogue.json',
  },
  {
    kind: 'service-class',
    part: 'catalogues',
    pattern: /^catalogue\/[^/]+\/[0-9]+-[^/]+\.json$/u,
    required: true,
    place: 'catalogue/*/NN-*.json',
    standsAlone: true,
  },
  single('terms'),
  single('calendar'),
  single('dispositions'),
  single('reasons'),
  single('schemes'),
  single('notices'),
  { kind: 'texts', part: 'texts', pattern: /^texts\/[^/]+\.json$/u, required: true, place: 'texts/*.json' },
  {
    kind: 'knowledge',
    part: 'knowledge',
    pattern: /^knowledge\/[^/]+\.json$/u,
    required: false,
    place: 'knowledge/*.json',
  },
  { ...single('safety'), required: false },
  { kind: 'polygons', part: 'polygons', pattern: /^polygons\.json$/u, required: false, place: 'polygons.json' },
  {
    kind: 'import-map',
    part: 'maps',
    pattern: /^maps\/[^/]+\.json$/u,
    required: false,
    place: 'maps/*.json',
    standsAlone: true,
  },
]

export const kindOf = (file: string): FileKind | undefined => fileKinds.find(({ pattern }) => pattern.test(file))

/** Larger than any readable file of a pack; it keeps a wrong path from filling the memory. */
const mostBytes = 32 * 1024 * 1024

export interface ReadFiles {
  /** All files that are there, readable or not. */
  readonly names: readonly string[]
  readonly files: readonly PackFile[]
  /** Parts of which a file is missing or cannot be read. */
  readonly unread: ReadonlySet<FileKind['part']>
  readonly faults: readonly Fault[]
}

/** Reads every JSON file under a pack's folder, in the order of their names. */
export function readPackFiles(root: string): ReadFiles {
  const names = jsonFiles(root)
  const files: PackFile[] = []
  const faults: Fault[] = []
  const unread = new Set<FileKind['part']>()
  for (const name of names) {
    const kind = kindOf(name)
    if (!kind) {
      faults.push(fileFault(name, 'file_unknown', '城市包中没有这一类文件。', 'A city pack has no file of this name.'))
      continue
    }
    const read = readOne(root, name)
    if ('fault' in read) {
      faults.push(read.fault)
      if (!kind.standsAlone) unread.add(kind.part)
    } else files.push(read.file)
  }
  for (const kind of fileKinds) {
    if (!kind.required || names.some((name) => kind.pattern.test(name))) continue
    faults.push(fileFault(kind.place, 'file_missing', `缺少文件 ${kind.place}。`, `The file ${kind.place} is missing.`))
    unread.add(kind.part)
  }
  return { names, files, unread, faults }
}

function readOne(root: string, name: string): { readonly file: PackFile } | { readonly fault: Fault } {
  const bytes = readFileSync(join(root, name))
  const text = decode(bytes)
  if (text === undefined)
    return { fault: fileFault(name, 'not_utf8', '文件不是 UTF-8 文本。', 'The file is not UTF-8 text.') }
  const parsed = parseJson(text)
  if (parsed.ok) return { file: { name, value: parsed.value, positionOf: parsed.positionOf } }
  const { line, column } = parsed.position
  const sentence = {
    'zh-CN': `第 ${line} 行第 ${column} 列：不是有效的 JSON：${parsed.zh}。`,
    en: `Line ${line}, column ${column}: this is not valid JSON: ${parsed.en}.`,
  }
  return { fault: { file: name, path: '', code: 'json_broken', sentence, line, column } }
}

/** A byte order mark is dropped, as editors on some systems write one. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function jsonFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.json') && !name.split('/').some((step) => step.startsWith('.')))
    .filter((name) => isReadable(join(root, name)))
    .sort()
}

function isReadable(path: string): boolean {
  const found = statSync(path)
  return found.isFile() && found.size <= mostBytes
}
