import { inForce } from '../calendar/in-force.ts'
import type { Day } from '../time.ts'
import type { Area, CatalogueVersion, HandlingUnit, Service, ServiceClass, ServiceGroup } from './catalogue.ts'
import type { CityPack } from './city-pack.ts'

/** A service with the path of the catalogue that leads to it. */
export interface ServiceEntry {
  readonly version: string
  readonly service: Service
  readonly group: ServiceGroup
  readonly serviceClass: ServiceClass
}

/** A pack with its codes looked up. Build it once, when the pack is loaded: it costs one pass over everything. */
export interface PackIndex {
  readonly units: ReadonlyMap<string, HandlingUnit>
  readonly areas: ReadonlyMap<string, Area>
  /** Areas by every name and alias, spaces removed and small letters. One name may mean several. */
  readonly areasByName: ReadonlyMap<string, readonly Area[]>
  /** Services by catalogue version, then by code: a request keeps the version that it was dispatched under. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, ServiceEntry>>
}

export function indexPack(pack: CityPack): PackIndex {
  return {
    units: byCode(pack.units),
    areas: byCode(pack.areas),
    areasByName: indexNames(pack.areas),
    services: new Map(pack.catalogues.map((catalogue) => [catalogue.version, indexCatalogue(catalogue)])),
  }
}

/** The catalogue in force on a day; undefined before the first version's day. */
export const catalogueInForce = (pack: CityPack, day: Day): CatalogueVersion | undefined =>
  inForce(pack.catalogues, day)

/** Whether a unit exists on a day; its `until` is exclusive. */
export const isInForce = (unit: HandlingUnit, day: Day): boolean =>
  (unit.from === undefined || unit.from <= day) && (unit.until === undefined || day < unit.until)

/** The area and its ancestors, itself first; empty when the code is unknown. */
export const areaLine = (index: PackIndex, code: string): readonly Area[] => line(index.areas, code)

/** The district above a unit, to which a direct dispatch is also sent (Regulation, art. 12); a district is its own. */
export const districtOfUnit = (index: PackIndex, code: string): HandlingUnit | undefined =>
  line(index.units, code).find((unit) => unit.kind === 'district')

/** Areas called so by name or alias in any language, inside `within` (an area's code) where it is given. */
export function areasNamed(index: PackIndex, name: string, within?: string): readonly Area[] {
  const found = index.areasByName.get(nameKey(name)) ?? []
  if (within === undefined) return found
  return found.filter((area) => areaLine(index, area.code).some((ancestor) => ancestor.code === within))
}

const nameKey = (name: string): string => name.replace(/\s+/gu, '').toLowerCase()

function byCode<T extends { readonly code: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.code, thing]))
}

function indexCatalogue(catalogue: CatalogueVersion): ReadonlyMap<string, ServiceEntry> {
  const entries = new Map<string, ServiceEntry>()
  for (const serviceClass of catalogue.classes) {
    for (const group of serviceClass.groups) {
      for (const service of group.services) {
        entries.set(service.code, { version: catalogue.version, service, group, serviceClass })
      }
    }
  }
  return entries
}

function indexNames(areas: readonly Area[]): ReadonlyMap<string, readonly Area[]> {
  const names = new Map<string, Area[]>()
  for (const area of areas) {
    const keys = new Set([...Object.values(area.name), ...(area.aliases ?? [])].map(nameKey))
    for (const key of keys) {
      const known = names.get(key)
      if (known) known.push(area)
      else names.set(key, [area])
    }
  }
  return names
}

/** Stops at a code that it has met, so that even an unchecked pack with a cycle ends. */
function line<T extends { readonly code: string; readonly parent?: string }>(
  things: ReadonlyMap<string, T>,
  code: string,
): readonly T[] {
  const found: T[] = []
  const met = new Set<string>()
  let next: string | undefined = code
  while (next !== undefined && !met.has(next)) {
    met.add(next)
    const thing = things.get(next)
    if (!thing) break
    found.push(thing)
    next = thing.parent
  }
  return found
}
