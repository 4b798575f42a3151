import type { Area, HandlingUnit, UnitKind } from '../catalogue.ts'
import type { CityPack } from '../city-pack.ts'
import { duplicateCodes, duplicates, packFault } from './fault.ts'
import type { PackFault } from './fault.ts'

interface Node {
  readonly code: string
  readonly kind: UnitKind
  readonly parent?: string
}

/** Under which kinds a kind may stand. A city stands alone at the top. */
const parentKinds: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  city: [],
  district: ['city'],
  subdistrict: ['district'],
  township: ['district'],
  department: ['city', 'district'],
  enterprise: ['city', 'district'],
  community: ['subdistrict', 'township', 'district'],
}

/** Kinds of unit that may be responsible for a kind of territory. */
const responsibleKinds: Readonly<Record<Area['kind'], readonly UnitKind[]>> = {
  city: ['city'],
  district: ['district'],
  subdistrict: ['subdistrict', 'township'],
  township: ['township', 'subdistrict'],
  community: ['community', 'subdistrict', 'township'],
}

/** The tree of units and the tree of areas: codes, parents, cycles, dates, responsibility, tiles. */
export function checkTrees(pack: CityPack): readonly PackFault[] {
  return [
    ...checkTree('units', pack.units),
    ...checkTree('areas', pack.areas),
    ...pack.units.flatMap((unit, index) => checkUnitDays(unit, index)),
    ...checkResponsibility(pack),
    ...checkTiles(pack.areas),
  ]
}

function checkTree(part: 'units' | 'areas', nodes: readonly Node[]): readonly PackFault[] {
  const byCode = new Map(nodes.map((node) => [node.code, node]))
  return [
    ...duplicateCodes(nodes, [part]),
    ...checkRoot(part, nodes),
    ...nodes.flatMap((node, index) => checkParent(part, node, index, byCode)),
    ...nodes.flatMap((node, index) => checkCycle(part, node, index, byCode)),
  ]
}

function checkRoot(part: string, nodes: readonly Node[]): readonly PackFault[] {
  const cities = nodes.filter((node) => node.kind === 'city').length
  if (cities === 1) return []
  return [
    packFault(
      [part],
      'one_city_needed',
      `“${part}”中必须恰好有一个类型为 city 的条目，现有 ${cities} 个。`,
      `"${part}" needs exactly one entry of kind city, and has ${cities}.`,
    ),
  ]
}

function checkParent(part: string, node: Node, index: number, byCode: ReadonlyMap<string, Node>): readonly PackFault[] {
  const at = [part, index, 'parent']
  const allowed = parentKinds[node.kind]
  if (node.parent === undefined) {
    if (allowed.length === 0) return []
    return [packFault([part, index], 'parent_missing', `“${node.code}”没有上级。`, `"${node.code}" has no parent.`)]
  }
  const parent = byCode.get(node.parent)
  if (!parent) {
    return [
      packFault(
        at,
        'parent_unknown',
        `“${node.code}”的上级“${node.parent}”不存在。`,
        `"${node.code}" has the parent "${node.parent}", which does not exist.`,
      ),
    ]
  }
  if (allowed.includes(parent.kind)) return []
  return [
    packFault(
      at,
      'parent_kind',
      `类型为 ${node.kind} 的“${node.code}”不能隶属于类型为 ${parent.kind} 的“${parent.code}”。`,
      `"${node.code}" of kind ${node.kind} cannot stand under "${parent.code}" of kind ${parent.kind}.`,
    ),
  ]
}

/** Every member of a cycle is reported once, at its own parent. */
function checkCycle(part: string, node: Node, index: number, byCode: ReadonlyMap<string, Node>): readonly PackFault[] {
  const met = new Set<string>()
  let next = node.parent === undefined ? undefined : byCode.get(node.parent)
  while (next && next.code !== node.code && !met.has(next.code)) {
    met.add(next.code)
    next = next.parent === undefined ? undefined : byCode.get(next.parent)
  }
  if (next?.code !== node.code) return []
  return [
    packFault(
      [part, index, 'parent'],
      'cycle',
      `“${node.code}”是自己的上级：上下级成环。`,
      `"${node.code}" is its own ancestor: the tree has a cycle.`,
    ),
  ]
}

function checkUnitDays(unit: HandlingUnit, index: number): readonly PackFault[] {
  if (unit.from === undefined || unit.until === undefined || unit.from < unit.until) return []
  return [
    packFault(
      ['units', index, 'until'],
      'days_out_of_order',
      `“${unit.code}”的终止日 ${unit.until} 不晚于起始日 ${unit.from}。`,
      `"${unit.code}" ends on ${unit.until}, which is not after it begins on ${unit.from}.`,
    ),
  ]
}

function checkResponsibility(pack: CityPack): readonly PackFault[] {
  const units = new Map(pack.units.map((unit) => [unit.code, unit]))
  return pack.areas.flatMap((area, index) => {
    if (area.unit === undefined) {
      // A community's matters fall to the unit above it anyway.
      if (area.kind === 'community') return []
      return [
        packFault(
          ['areas', index],
          'area_without_unit',
          `区域“${area.code}”没有责任单位。`,
          `The area "${area.code}" has no responsible unit.`,
        ),
      ]
    }
    const unit = units.get(area.unit)
    if (!unit) {
      return [
        packFault(
          ['areas', index, 'unit'],
          'unit_unknown',
          `区域“${area.code}”的责任单位“${area.unit}”不存在。`,
          `The area "${area.code}" names the unit "${area.unit}", which does not exist.`,
        ),
      ]
    }
    if (responsibleKinds[area.kind].includes(unit.kind)) return []
    return [
      packFault(
        ['areas', index, 'unit'],
        'area_unit_kind',
        `类型为 ${unit.kind} 的单位“${unit.code}”不能负责类型为 ${area.kind} 的区域“${area.code}”。`,
        `The unit "${unit.code}" of kind ${unit.kind} cannot be responsible for the area "${area.code}" of kind ${area.kind}.`,
      ),
    ]
  })
}

/** Subdistricts and townships share one map; districts and communities each have their own. */
function checkTiles(areas: readonly Area[]): readonly PackFault[] {
  const layer = (area: Area): string => (area.kind === 'township' ? 'subdistrict' : area.kind)
  return duplicates(
    areas,
    (area) => area.tile && `${layer(area)} ${area.tile.column},${area.tile.row}`,
    (index, key, first) =>
      packFault(
        ['areas', index, 'tile'],
        'tile_taken',
        `“${areas[index]?.code}”的方格位置（${key.split(' ')[1]}）已被“${areas[first]?.code}”占用。`,
        `"${areas[index]?.code}" stands on tile ${key.split(' ')[1]}, which "${areas[first]?.code}" has taken.`,
      ),
  )
}
