import { inForce } from '../calendar/in-force.ts'
import type { Day } from '../time.ts'
import type { Area, CatalogueVersion, HandlingUnit, Service, ServiceClass, ServiceGroup } from './catalogue.ts'
import type { CityPack } from './city-pack.ts'
import type { TermsVersion } from '../deadline/terms.ts'

/** A service with the path that leads to it and the version it was read from. */
export interface ServiceEntry {
  readonly service: Service
  readonly group: ServiceGroup
  readonly class: ServiceClass
  readonly version: string
}

/** A city pack with its indexes: what commands ask instead of searching lists. */
export interface Rulebook {
  readonly pack: CityPack
  unit(code: string): HandlingUnit | undefined
  area(code: string): Area | undefined
  /** The service as the catalogue version in force on `day` has it. */
  service(code: string, day: Day): ServiceEntry | undefined
  catalogueOn(day: Day): CatalogueVersion | undefined
  termsOn(day: Day): TermsVersion
  /** The area and its ancestors, nearest first. */
  areaPath(code: string): readonly Area[]
  /** The district unit that a unit belongs to; a district belongs to itself, a department to none. */
  districtOf(unitCode: string): string | undefined
}

export function createRulebook(pack: CityPack): Rulebook {
  const units = new Map(pack.units.map((unit) => [unit.code, unit]))
  const areas = new Map(pack.areas.map((area) => [area.code, area]))
  const services = new Map(pack.catalogues.map((catalogue) => [catalogue.version, indexServices(catalogue)]))
  const catalogueOn = (day: Day) => inForce(pack.catalogues, day) ?? pack.catalogues[0]
  return {
    pack,
    unit: (code) => units.get(code),
    area: (code) => areas.get(code),
    catalogueOn,
    service: (code, day) => services.get(catalogueOn(day)?.version ?? '')?.get(code),
    termsOn: (day) => {
      const terms = inForce(pack.terms, day) ?? pack.terms[0]
      if (!terms) throw new Error('a city pack without terms was loaded')
      return terms
    },
    areaPath: (code) => pathOf(code, areas),
    districtOf: (code) => pathOf(code, units).find((unit) => unit.kind === 'district')?.code,
  }
}

function indexServices(catalogue: CatalogueVersion): Map<string, ServiceEntry> {
  const index = new Map<string, ServiceEntry>()
  for (const serviceClass of catalogue.classes) {
    for (const group of serviceClass.groups) {
      for (const service of group.services) {
        index.set(service.code, { service, group, class: serviceClass, version: catalogue.version })
      }
    }
  }
  return index
}

function pathOf<T extends { readonly code: string; readonly parent?: string }>(
  code: string,
  nodes: ReadonlyMap<string, T>,
): readonly T[] {
  const path: T[] = []
  for (let node = nodes.get(code); node && path.length < 10; node = node.parent ? nodes.get(node.parent) : undefined) {
    path.push(node)
  }
  return path
}
