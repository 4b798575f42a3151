import { inForce } from '../calendar/in-force.ts'
import type { TermsVersion } from '../deadline/terms.ts'
import type { Day } from '../time.ts'
import type { Area, CatalogueVersion, HandlingUnit } from './catalogue.ts'
import type { CityPack } from './city-pack.ts'
import { areaLine, catalogueInForce, districtOfUnit, indexPack, type PackIndex, type ServiceEntry } from './find.ts'

/** A city pack as commands ask it. Before the first version's day the first version holds: the past is never without rules. */
export interface Rulebook {
  readonly pack: CityPack
  readonly index: PackIndex
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
  const index = indexPack(pack)
  const catalogueOn = (day: Day) => catalogueInForce(pack, day) ?? pack.catalogues[0]
  return {
    pack,
    index,
    unit: (code) => index.units.get(code),
    area: (code) => index.areas.get(code),
    catalogueOn,
    service: (code, day) => index.services.get(catalogueOn(day)?.version ?? '')?.get(code),
    termsOn: (day) => {
      const terms = inForce(pack.terms, day) ?? pack.terms[0]
      if (!terms) throw new Error('a city pack without terms was loaded')
      return terms
    },
    areaPath: (code) => areaLine(index, code),
    districtOf: (code) => districtOfUnit(index, code)?.code,
  }
}
