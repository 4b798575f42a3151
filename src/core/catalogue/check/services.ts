import type { CatalogueVersion, HandlingUnit, Service } from '../catalogue.ts'
import type { CityPack } from '../city-pack.ts'
import { isInForce } from '../find.ts'
import { duplicates, packFault } from './fault.ts'
import type { PackFault, PackPath } from './fault.ts'

/** The fewest example phrases with which a service can be recognised. */
const fewestPhrases = 5

interface Known {
  readonly catalogue: CatalogueVersion
  readonly units: ReadonlyMap<string, HandlingUnit>
  readonly areas: ReadonlySet<string>
  readonly levels: ReadonlySet<string>
}

interface Placed {
  readonly service: Service
  readonly at: PackPath
}

/** Every service of every version: unique codes, units that exist and may lead, phrases, levels. */
export function checkServices(pack: CityPack): readonly PackFault[] {
  const units = new Map(pack.units.map((unit) => [unit.code, unit]))
  const areas = new Set(pack.areas.map((area) => area.code))
  const levels = new Set(pack.areas.map((area) => (area.kind === 'township' ? 'subdistrict' : area.kind)))
  return pack.catalogues.flatMap((catalogue, index) => {
    const known = { catalogue, units, areas, levels }
    const placed = servicesOf(catalogue, index)
    return [
      ...checkCodes(catalogue, index),
      ...placed.flatMap((one) => [
        ...checkLead(one, known),
        ...checkAssists(one, known),
        ...checkPhrases(one),
        ...checkMode(one),
      ]),
    ]
  })
}

function servicesOf(catalogue: CatalogueVersion, index: number): readonly Placed[] {
  return catalogue.classes.flatMap((serviceClass, c) =>
    serviceClass.groups.flatMap((group, g) =>
      group.services.map((service, s) => ({
        service,
        at: ['catalogues', index, 'classes', c, 'groups', g, 'services', s],
      })),
    ),
  )
}

/** Codes of classes, groups and services are unique, each among their like, in one version. */
function checkCodes(catalogue: CatalogueVersion, index: number): readonly PackFault[] {
  const at = ['catalogues', index, 'classes']
  const classes = catalogue.classes.map((one, c) => ({ code: one.code, at: [...at, c] }))
  const groups = catalogue.classes.flatMap((one, c) =>
    one.groups.map((group, g) => ({ code: group.code, at: [...at, c, 'groups', g] })),
  )
  const services = servicesOf(catalogue, index).map((one) => ({ code: one.service.code, at: one.at }))
  return [classes, groups, services].flatMap((list) =>
    duplicates(
      list,
      (one) => one.code,
      (position, code) =>
        packFault(
          [...(list[position]?.at ?? []), 'code'],
          'code_repeated',
          `代码“${code}”在目录版本 ${catalogue.version} 中重复。`,
          `The code "${code}" is used twice in catalogue version ${catalogue.version}.`,
        ),
    ),
  )
}

function checkLead({ service, at }: Placed, known: Known): readonly PackFault[] {
  const rule = service.unitRule
  const path = [...at, 'unitRule']
  if (rule.by === 'area') {
    if (known.levels.has(rule.level)) return []
    return [
      packFault(
        [...path, 'level'],
        'level_absent',
        `事项“${service.code}”由 ${rule.level} 一级承办，但区域中没有这一级。`,
        `Service "${service.code}" is led by the ${rule.level}, but no area is at that level.`,
      ),
    ]
  }
  if (rule.by === 'unit') return checkLeadUnit(service, rule.unit, [...path, 'unit'], known)
  const otherwise =
    rule.otherwise === undefined ? [] : checkLeadUnit(service, rule.otherwise, [...path, 'otherwise'], known)
  return [
    ...otherwise,
    ...Object.entries(rule.units).flatMap(([area, unit]) => [
      ...checkTableArea(service, area, [...path, 'units', area], known),
      ...checkLeadUnit(service, unit, [...path, 'units', area], known),
    ]),
  ]
}

function checkTableArea(service: Service, area: string, at: PackPath, known: Known): readonly PackFault[] {
  if (known.areas.has(area)) return []
  return [
    packFault(
      at,
      'area_unknown',
      `事项“${service.code}”的表中列出的区域“${area}”不存在。`,
      `Service "${service.code}" lists the area "${area}", which does not exist.`,
    ),
  ]
}

function checkLeadUnit(service: Service, code: string, at: PackPath, known: Known): readonly PackFault[] {
  const unknown = checkUnit(service, code, at, known)
  if (unknown.length > 0 || known.units.get(code)?.kind !== 'community') return unknown
  return [
    packFault(
      at,
      'community_leads',
      `事项“${service.code}”由社区“${code}”主办：社区只能协办（条例第十七条）。`,
      `Service "${service.code}" is led by the community "${code}": a community may only assist (Regulation, art. 17).`,
    ),
  ]
}

function checkUnit(service: Service, code: string, at: PackPath, { units, catalogue }: Known): readonly PackFault[] {
  const unit = units.get(code)
  if (!unit) {
    return [
      packFault(
        at,
        'unit_unknown',
        `事项“${service.code}”的承办单位“${code}”不存在。`,
        `Service "${service.code}" names the unit "${code}", which does not exist.`,
      ),
    ]
  }
  if (isInForce(unit, catalogue.effectiveFrom)) return []
  return [
    packFault(
      at,
      'unit_not_in_force',
      `事项“${service.code}”的承办单位“${code}”在目录生效日 ${catalogue.effectiveFrom} 不存续。`,
      `Service "${service.code}" names the unit "${code}", which does not exist on ${catalogue.effectiveFrom}, when the catalogue takes effect.`,
    ),
  ]
}

function checkAssists({ service, at }: Placed, known: Known): readonly PackFault[] {
  const assists = service.assists ?? []
  const lead = service.unitRule.by === 'unit' ? service.unitRule.unit : undefined
  return assists.flatMap((code, index) => {
    const path = [...at, 'assists', index]
    if (code === lead) {
      return [
        packFault(
          path,
          'lead_assists',
          `事项“${service.code}”的主办单位“${code}”又列为协办。`,
          `Service "${service.code}" names its lead unit "${code}" as an assisting unit too.`,
        ),
      ]
    }
    return checkUnit(service, code, path, known)
  })
}

function checkPhrases({ service, at }: Placed): readonly PackFault[] {
  const distinct = new Set(service.phrases.map((phrase) => phrase.trim())).size
  if (distinct >= fewestPhrases) return []
  return [
    packFault(
      [...at, 'phrases'],
      'too_few_phrases',
      `事项“${service.code}”只有 ${distinct} 条不同的例句，至少需要 ${fewestPhrases} 条。`,
      `Service "${service.code}" has ${distinct} different phrases and needs at least ${fewestPhrases}.`,
    ),
  ]
}

function checkMode({ service, at }: Placed): readonly PackFault[] {
  if (service.level !== 'L1' || service.mode !== 'automatic') return []
  return [
    packFault(
      [...at, 'mode'],
      'emergency_automatic',
      `紧急事项“${service.code}”（L1）必须由人确认，不能自动派单。`,
      `Service "${service.code}" is an emergency (L1): a person confirms it, so it cannot be dispatched automatically.`,
    ),
  ]
}
