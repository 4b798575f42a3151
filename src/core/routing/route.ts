import type { Rulebook } from '../catalogue/rulebook.ts'
import type { HandlingUnit, UnitRule } from '../catalogue/catalogue.ts'
import type { Day } from '../time.ts'

/** Where a service at a place goes, and why (Regulation, art. 11 para 2 and art. 12). */
export interface Route {
  /** The unit that is responsible, or null where the catalogue cannot decide. */
  readonly lead: string | null
  readonly assists: readonly string[]
  /** District that gets the copy of a direct dispatch to one of its subdistricts (双派). */
  readonly districtUnit: string | null
  /** Machine-readable grounds in the order in which they were found, e.g. `rule:area_subdistrict`. */
  readonly reasons: readonly string[]
}

/**
 * Resolves service x place to units by the catalogue in force on `day`. An unclear unit with a known
 * area goes to the district (art. 12); without an area there is no route and a dispatcher decides.
 * @param notTo units whose objection was upheld: for them the catalogue has proved unclear.
 */
export function route(
  rulebook: Rulebook,
  serviceCode: string,
  areaCode: string | null,
  day: Day,
  notTo: readonly string[] = [],
): Route {
  const entry = rulebook.service(serviceCode, day)
  if (!entry) return { lead: null, assists: [], districtUnit: null, reasons: ['service_unknown'] }
  const assists = (entry.service.assists ?? []).filter((code) => rulebook.unit(code))
  const found = byRule(rulebook, entry.service.unitRule, areaCode)
  const reasons = [`catalogue:${entry.version}`, `service:${serviceCode}`, ...found.reasons]
  if (found.lead && !notTo.includes(found.lead)) {
    return { lead: found.lead, assists, districtUnit: copyFor(rulebook, found.lead), reasons }
  }
  if (found.lead) reasons.push(`objected:${found.lead}`)
  const district = areaCode ? unitOfArea(rulebook, areaCode, isDistrict) : undefined
  if (district && !notTo.includes(district))
    return { lead: district, assists, districtUnit: null, reasons: [...reasons, 'unclear:district'] }
  return { lead: null, assists, districtUnit: null, reasons: [...reasons, 'unclear:no_area'] }
}

/** The district that has to urge and coordinate, when the lead is one of its subdistricts or townships. */
export function copyFor(rulebook: Rulebook, leadUnit: string): string | null {
  const unit = rulebook.unit(leadUnit)
  if (!unit || !isGrassroots(unit)) return null
  return rulebook.districtOf(leadUnit) ?? null
}

const isDistrict = (unit: HandlingUnit): boolean => unit.kind === 'district'
export const isGrassroots = (unit: HandlingUnit): boolean => unit.kind === 'subdistrict' || unit.kind === 'township'

function byRule(
  rulebook: Rulebook,
  rule: UnitRule,
  areaCode: string | null,
): { lead: string | null; reasons: readonly string[] } {
  switch (rule.by) {
    case 'unit':
      return { lead: rule.unit, reasons: ['rule:unit'] }
    case 'area': {
      const fits = rule.level === 'district' ? isDistrict : isGrassroots
      const lead = areaCode ? unitOfArea(rulebook, areaCode, fits) : undefined
      return { lead: lead ?? null, reasons: [`rule:area_${rule.level}`, ...(areaCode ? [`area:${areaCode}`] : [])] }
    }
    case 'table': {
      const hit = areaCode ? rulebook.areaPath(areaCode).find((area) => rule.units[area.code]) : undefined
      if (hit) return { lead: rule.units[hit.code] ?? null, reasons: ['rule:table', `area:${hit.code}`] }
      return { lead: rule.otherwise ?? null, reasons: ['rule:table_otherwise'] }
    }
  }
}

/** Units that answer for the place itself, nearest first: its subdistrict or township and its district. */
export const unitsOfPlace = (rulebook: Rulebook, areaCode: string | null): readonly string[] =>
  (areaCode === null ? [] : rulebook.areaPath(areaCode)).flatMap((area) => {
    const unit = area.unit ? rulebook.unit(area.unit) : undefined
    return unit && (isGrassroots(unit) || isDistrict(unit)) ? [unit.code] : []
  })

/** The unit responsible for the nearest area on the path whose unit fits. */
function unitOfArea(rulebook: Rulebook, areaCode: string, fits: (unit: HandlingUnit) => boolean): string | undefined {
  for (const area of rulebook.areaPath(areaCode)) {
    const unit = area.unit ? rulebook.unit(area.unit) : undefined
    if (unit && fits(unit)) return unit.code
  }
  return undefined
}
