import { basename, posix } from 'node:path'
import type { JsonPath } from './json-text.ts'
import { faultAt, fileFault } from './fault.ts'
import type { Fault } from './fault.ts'
import { kindOf } from './pack-files.ts'
import type { PackFile } from './pack-files.ts'

/** Folders are how people call a pack and its catalogues, so what stands inside must not say something else. */
export function checkFolders(root: string, names: readonly string[], files: readonly PackFile[]): readonly Fault[] {
  const city = files.find(({ name }) => name === 'city.json')
  const headers = files.filter(({ name }) => name.endsWith('/catalogue.json'))
  return [
    ...(city ? sameName(city, 'code', basename(root)) : []),
    ...headers.flatMap((header) => sameName(header, 'version', basename(posix.dirname(header.name)))),
    ...checkCatalogueFolders(names),
  ]
}

function sameName(file: PackFile, field: string, folder: string): readonly Fault[] {
  const said = (file.value as Readonly<Record<string, unknown>>)[field]
  if (said === folder) return []
  const path: JsonPath = [field]
  const sentence = {
    'zh-CN': `“${said}”与文件夹名“${folder}”不一致。`,
    en: `"${said}" differs from the folder's name "${folder}".`,
  }
  return [faultAt(file.name, path, 'name_differs', sentence, file.positionOf(path))]
}

/** Classes without a header would be left out in silence, and a header without classes dispatches nothing. */
function checkCatalogueFolders(names: readonly string[]): readonly Fault[] {
  const inCatalogue = names.filter((name) => kindOf(name)?.part === 'catalogues')
  const folders = new Set(inCatalogue.map((name) => posix.dirname(name)))
  return [...folders].flatMap((folder) => {
    const own = inCatalogue.filter((name) => posix.dirname(name) === folder).map((name) => posix.basename(name))
    if (!own.includes('catalogue.json')) {
      return [
        fileFault(
          `${folder}/catalogue.json`,
          'header_missing',
          '该目录版本没有 catalogue.json。',
          'This catalogue version has no catalogue.json.',
        ),
      ]
    }
    if (own.length > 1) return []
    return [
      fileFault(
        folder,
        'catalogue_empty',
        '该目录版本没有任何事项文件。',
        'This catalogue version has no file of services.',
      ),
    ]
  })
}
