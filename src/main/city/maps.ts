import type { CityPack } from '../../core/catalogue/city-pack.ts'
import { mapFaults } from '../../channels/import/check-map.ts'
import type { ImportMap } from '../../channels/import/import-map.ts'
import { indexPack } from '../../core/catalogue/find.ts'
import { faultAt } from './fault.ts'
import type { Fault } from './fault.ts'
import type { JsonPath } from './json-text.ts'
import type { PackFile } from './pack-files.ts'

/** An import map is called like its file, is whole in itself, and sends rows to services and areas that the pack has. */
export function checkMaps(files: readonly PackFile[], pack: CityPack): readonly Fault[] {
  const index = indexPack(pack)
  const services = new Set([...index.services.values()].flatMap((entries) => [...entries.keys()]))
  return files.flatMap((file) => {
    const map = file.value as ImportMap
    const { service, area } = map
    const unknownService = (code: string | null, path: JsonPath): readonly Fault[] =>
      code === null || services.has(code) ? [] : [serviceFault(file, path, code)]
    const unknownArea =
      area.otherwise === null || index.areas.has(area.otherwise)
        ? []
        : [areaFault(file, ['area', 'otherwise'], area.otherwise)]
    return [
      ...nameFaults(file, map),
      ...mapFaults(map).map(({ path, code, sentence }) =>
        faultAt(file.name, path, code, sentence, file.positionOf(path)),
      ),
      ...service.steps.flatMap(({ table }, step) =>
        Object.entries(table).flatMap(([key, code]) => unknownService(code, ['service', 'steps', step, 'table', key])),
      ),
      ...unknownService(service.otherwise, ['service', 'otherwise']),
      ...unknownArea,
    ]
  })
}

/** `--format` calls a pack's map by its file, and its requests are known by its name. */
function nameFaults(file: PackFile, { name }: ImportMap): readonly Fault[] {
  const called = /^maps\/(.*)\.json$/u.exec(file.name)?.[1]
  if (called === undefined || called === name) return []
  const sentence = {
    'zh-CN': `“${name}”与文件名“${called}”不一致。`,
    en: `"${name}" differs from the file's name "${called}".`,
  }
  return [faultAt(file.name, ['name'], 'name_differs', sentence, file.positionOf(['name']))]
}

function serviceFault(file: PackFile, path: JsonPath, code: string): Fault {
  const sentence = {
    'zh-CN': `派单目录中没有事项“${code}”。`,
    en: `No catalogue of the pack has the service "${code}".`,
  }
  return faultAt(file.name, path, 'service_unknown', sentence, file.positionOf(path))
}

function areaFault(file: PackFile, path: JsonPath, code: string): Fault {
  const sentence = { 'zh-CN': `区域“${code}”不存在。`, en: `There is no area "${code}".` }
  return faultAt(file.name, path, 'area_unknown', sentence, file.positionOf(path))
}
