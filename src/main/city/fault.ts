import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { JsonPath, Position } from './json-text.ts'

/** One thing that is wrong in a pack, said so that whoever wrote the file finds it. */
export interface Fault {
  /** The file inside the pack's folder, with forward slashes; empty for the folder itself. */
  readonly file: string
  /** Where in the file: a JSON pointer, empty for the whole file. */
  readonly path: string
  /** Stable name of what is wrong. */
  readonly code: string
  readonly sentence: LocalText
  /** Counted from 1; absent where the fault is not in one place of a text. */
  readonly line?: number
  readonly column?: number
}

export const fileFault = (file: string, code: string, zh: string, en: string): Fault => ({
  file,
  path: '',
  code,
  sentence: { 'zh-CN': zh, en },
})

export function faultAt(
  file: string,
  path: JsonPath,
  code: string,
  sentence: LocalText,
  position: Position | undefined,
): Fault {
  return { file, path: jsonPointer(path), code, sentence, ...position }
}

/** RFC 6901. */
const jsonPointer = (path: JsonPath): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

export function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** `file:line:column path: sentence (code)`, as compilers write it, so that editors can jump there. */
export function printFault(fault: Fault, language: string): string {
  const place = fault.line === undefined ? fault.file : `${fault.file}:${fault.line}:${fault.column}`
  const where = [place, fault.path].filter((part) => part !== '').join(' ')
  const sentence = fault.sentence[language] ?? fault.sentence.en
  return `${where === '' ? '' : `${where}: `}${sentence} (${fault.code})`
}
