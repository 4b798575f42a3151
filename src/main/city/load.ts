import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CityPack } from '../../core/catalogue/city-pack.ts'
import { checkPack, packParts } from '../../core/catalogue/check.ts'
import type { PackPart } from '../../core/catalogue/check.ts'
import type { PackFault } from '../../core/catalogue/check/fault.ts'
import { assemblePack } from './assemble.ts'
import type { Assembled } from './assemble.ts'
import { faultAt, fileFault } from './fault.ts'
import type { Fault } from './fault.ts'
import { checkFolders } from './folders.ts'
import { deepFreeze } from './freeze.ts'
import type { FileKind, PackFile } from './pack-files.ts'
import { kindOf, readPackFiles } from './pack-files.ts'
import { checkMaps } from './maps.ts'
import { checkPolygons } from './polygons.ts'
import { loadSchemas } from './schema.ts'
import type { CheckShape } from './schema.ts'

/** Where the packs that come with the product lie, and their schemas beside them. */
const citiesFolder = resolve(import.meta.dirname, '../../../cities')
const schemaFolder = join(citiesFolder, 'schema')

export interface LoadedPack {
  readonly ok: true
  readonly pack: CityPack
  /** The pack's folder. */
  readonly root: string
  /** GeoJSON shapes by area code, where the pack has them. */
  readonly polygons?: unknown
  /** Import maps by name, as written. */
  readonly maps: Readonly<Record<string, unknown>>
}

export type CityPackResult = LoadedPack | { readonly ok: false; readonly faults: readonly Fault[] }

let schemas: CheckShape | undefined

/**
 * Reads, checks and freezes a city pack. Anything with a slash is a path, any other name a folder under `cities/`.
 * Never throws for what is wrong in a pack: every fault found is in the answer.
 */
export async function loadCityPack(nameOrPath: string): Promise<CityPackResult> {
  const root = packFolder(nameOrPath)
  if (root === undefined) return { ok: false, faults: [notFound(nameOrPath)] }
  const { names, files, unread, faults: readFaults } = readPackFiles(root)
  schemas ??= loadSchemas(schemaFolder)
  const checked = checkShapes(files, schemas)
  const assembled = assemblePack(checked.good)
  const wellFormed = packParts.filter((part) => !unread.has(part) && !checked.broken.has(part))
  const faults = [
    ...readFaults,
    ...checked.faults,
    ...checkPack(assembled.pack, wellFormed).map((fault) => located(assembled, fault)),
    ...checkExtras(checked.good, assembled.pack, wellFormed),
    ...checkFolders(root, names, checked.good),
  ]
  if (faults.length > 0) return { ok: false, faults }
  const polygons = checked.good.find(isPolygons)?.value
  return { ok: true, pack: deepFreeze(assembled.pack), root, polygons, maps: mapsOf(checked.good) }
}

/** Names of the packs that come with the product, in the order of the alphabet. */
export function listCityPacks(): readonly string[] {
  return readdirSync(citiesFolder)
    .filter((name) => join(citiesFolder, name) !== schemaFolder && existsSync(join(citiesFolder, name, 'city.json')))
    .sort()
}

function packFolder(nameOrPath: string): string | undefined {
  const isPath = /[\\/]/u.test(nameOrPath)
  if (!isPath && !/^[a-z][a-z0-9-]*$/u.test(nameOrPath)) return undefined
  const folder = isPath ? resolve(nameOrPath) : join(citiesFolder, nameOrPath)
  if (!isPath && folder === schemaFolder) return undefined
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : undefined
}

function notFound(nameOrPath: string): Fault {
  const known = listCityPacks().join(', ')
  return fileFault(
    '',
    'pack_not_found',
    `找不到城市包“${nameOrPath}”。可用的有：${known}；也可以写文件夹的路径。`,
    `There is no city pack "${nameOrPath}". There are: ${known}; a folder's path works too.`,
  )
}

function checkShapes(files: readonly PackFile[], check: CheckShape) {
  const good: PackFile[] = []
  const broken = new Set<FileKind['part']>()
  const faults: Fault[] = []
  for (const file of files) {
    const kind = kindOf(file.name)
    const found = kind ? check(kind.kind, file.value) : []
    if (found.length === 0) good.push(file)
    else if (kind && !kind.standsAlone) broken.add(kind.part)
    faults.push(...found.map((one) => faultAt(file.name, one.path, one.code, one.sentence, file.positionOf(one.path))))
  }
  return { good, broken, faults }
}

function located(assembled: Assembled, fault: PackFault): Fault {
  const origin = assembled.originOf(fault.path)
  if (!origin) return faultAt('', fault.path, fault.code, fault.sentence, undefined)
  return faultAt(origin.file.name, origin.path, fault.code, fault.sentence, origin.file.positionOf(origin.path))
}

/** What stands beside the pack itself: shapes and import maps. */
function checkExtras(files: readonly PackFile[], pack: CityPack, wellFormed: readonly PackPart[]): readonly Fault[] {
  const polygons = files.find(isPolygons)
  const has = (...parts: readonly PackPart[]): boolean => parts.every((part) => wellFormed.includes(part))
  return [
    ...(polygons && has('city', 'areas') ? checkPolygons(polygons, pack) : []),
    ...(has('areas', 'catalogues') ? checkMaps(files.filter(isMap), pack) : []),
  ]
}

const isPolygons = ({ name }: PackFile): boolean => name === 'polygons.json'
const isMap = ({ name }: PackFile): boolean => name.startsWith('maps/')

function mapsOf(files: readonly PackFile[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    files.filter(isMap).map(({ name, value }) => [name.slice('maps/'.length, -'.json'.length), value]),
  )
}
