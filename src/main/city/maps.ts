import type { CityPack } from '../../core/catalogue/city-pack.ts'
import { indexPack } from '../../core/catalogue/find.ts'
import { faultAt } from './fault.ts'
import type { Fault } from './fault.ts'
import type { JsonPath } from './json-text.ts'
import type { PackFile } from './pack-files.ts'

interface ImportMap {
  readonly service: {
    readonly steps: readonly { readonly table: Readonly<Record<string, string>> }[]
    readonly otherwise: string | null
  }
  readonly area: { readonly otherwise: string | null }
}

/** An import map sends rows to services and areas: they exist in the pack. */
export function checkMaps(files: readonly PackFile[], pack: CityPack): readonly Fault[] {
  const index = indexPack(pack)
  const services = new Set([...index.services.values()].flatMap((entries) => [...entries.keys()]))
  return files.flatMap((file) => {
    const { service, area } = file.value as ImportMap
    const unknownService = (code: string | null, path: JsonPath): readonly Fault[] =>
      code === null || services.has(code) ? [] : [serviceFault(file, path, code)]
    const unknownArea =
      area.otherwise === null || index.areas.has(area.otherwise)
        ? []
        : [areaFault(file, ['area', 'otherwise'], area.otherwise)]
    return [
      ...service.steps.flatMap(({ table }, step) =>
        Object.entries(table).flatMap(([key, code]) => unknownService(code, ['service', 'steps', step, 'table', key])),
      ),
      ...unknownService(service.otherwise, ['service', 'otherwise']),
      ...unknownArea,
    ]
  })
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
