import { beforeAll, describe, expect, test } from 'vitest'
import type { Area } from '../../src/core/catalogue/catalogue.ts'
import type { CityPack } from '../../src/core/catalogue/city-pack.ts'
import { areasNamed, areaLine, districtOfUnit, indexPack } from '../../src/core/catalogue/find.ts'
import type { PackIndex } from '../../src/core/catalogue/find.ts'
import { loadCityPack } from '../../src/main/city/load.ts'

let pack: CityPack
let index: PackIndex
const isTown = ({ kind }: { readonly kind: string }): boolean => kind === 'subdistrict' || kind === 'township'

beforeAll(async () => {
  const result = await loadCityPack('beijing')
  expect(result.ok ? [] : result.faults).toEqual([])
  if (!result.ok) throw new Error('the pack is not well formed')
  pack = result.pack
  index = indexPack(pack)
})

describe('places and units', () => {
  test('16 districts and their 343 subdistricts and townships, each with its unit under the same code', () => {
    const districts = pack.areas.filter(({ kind }) => kind === 'district')
    const towns = pack.areas.filter(isTown)
    expect([districts.length, towns.length]).toEqual([16, 343])
    for (const area of [...districts, ...towns]) {
      const unit = index.units.get(area.code)
      expect([unit?.kind, unit?.parent]).toEqual([area.kind, area.parent])
      expect(area.unit).toBe(area.code)
    }
    expect(towns.every(({ code, parent }) => parent === code.slice(0, 6))).toBe(true)
  })

  test('departments, enterprises and communities stand beside them', () => {
    const count = (kind: string): number => pack.units.filter((unit) => unit.kind === kind).length
    expect([count('department'), count('enterprise'), count('city')]).toEqual([37, 10, 1])
    expect(count('community')).toBeGreaterThanOrEqual(60)
  })

  test('the people of a district are those of its subdistricts and townships, give or take rounding', () => {
    for (const district of pack.units.filter(({ kind }) => kind === 'district')) {
      const parts = pack.units.filter(
        ({ parent, kind }) => parent === district.code && (kind === 'subdistrict' || kind === 'township'),
      )
      const sum = parts.reduce((all, { population }) => all + (population ?? 0), 0)
      expect(Math.abs(sum - (district.population ?? 0))).toBeLessThan(50 * parts.length + 1)
    }
  })

  test('a place is found by its full and its short name, within a district where two are called alike', () => {
    expect(areasNamed(index, '劲松街道').map(({ code }) => code)).toEqual(['110105017'])
    expect(areasNamed(index, ' jinsong subdistrict').map(({ code }) => code)).toEqual(['110105017'])
    expect(areasNamed(index, '建国门外街道').map(({ code }) => code)).toEqual(['110105001'])
    expect(
      areasNamed(index, '八里庄')
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['110105015', '110108005'])
    expect(areasNamed(index, '八里庄', '110108').map(({ code }) => code)).toEqual(['110108005'])
    expect(areasNamed(index, '无此地')).toEqual([])
    expect(areaLine(index, '110105017').map(({ code }) => code)).toEqual(['110105017', '110105', '110000'])
    expect(districtOfUnit(index, '110105017')?.code).toBe('110105')
    expect(districtOfUnit(index, 'dept-water')).toBeUndefined()
  })
})

describe('tile map', () => {
  const tiles = (areas: readonly Area[]): ReadonlySet<string> =>
    new Set(areas.map(({ tile }) => `${tile?.column},${tile?.row}`))

  test('every district is one block of tiles', () => {
    for (const district of pack.areas.filter(({ kind }) => kind === 'district')) {
      const own = pack.areas.filter(({ parent, kind }) => parent === district.code && kind !== 'community')
      expect(reach(tiles(own)).size, district.name.en).toBe(own.length)
    }
  })

  test('the city keeps its shape: north is up, east is right', () => {
    const centre = (code: string): readonly [number, number] => {
      const own = pack.areas.filter(({ parent }) => parent === code)
      const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
      return [mean(own.map(({ tile }) => tile?.column ?? 0)), mean(own.map(({ tile }) => tile?.row ?? 0))]
    }
    const [yanqing, miyun, fangshan, tongzhou] = ['110119', '110118', '110111', '110112'].map(centre)
    expect(yanqing![0]).toBeLessThan(miyun![0])
    expect(fangshan![0]).toBeLessThan(tongzhou![0])
    expect(miyun![1]).toBeLessThan(tongzhou![1])
    expect(yanqing![1]).toBeLessThan(fangshan![1])
  })
})

describe('rules', () => {
  test('terms are those of the specification, by calendar at first and in working days since 2026', () => {
    expect(
      pack.terms.map(({ effectiveFrom, levels }) => [
        effectiveFrom,
        levels.L3.handling.amount,
        levels.L3.handling.counts,
      ]),
    ).toEqual([
      ['2024-01-01', 7, 'calendar'],
      ['2026-01-01', 7, 'working'],
    ])
    for (const { levels } of pack.terms) {
      expect(levels.L1.handling).toEqual({ amount: 2, unit: 'hour', counts: 'calendar' })
      expect(levels.L1.dispatch).toEqual({ amount: 1, unit: 'hour', counts: 'calendar' })
      expect(levels.L2.handling).toEqual({ amount: 24, unit: 'hour', counts: 'calendar' })
      expect(levels.L4.handling.amount).toBe(15)
    }
  })

  test('the calendar of three years: National Day of 2026 is off, 10 October is worked', () => {
    const { days, publishedUntil } = pack.calendar
    expect(publishedUntil).toBe('2026-12-31')
    expect(days['2026-10-07']?.kind).toBe('holiday')
    expect(days['2026-10-10']?.kind).toBe('makeUpWorkday')
    expect(days['2024-02-18']?.kind).toBe('makeUpWorkday')
    expect(days['2025-10-08']?.kind).toBe('holiday')
    expect(days['2026-10-08']).toBeUndefined()
  })

  test('every service, department and enterprise has its place: at least 300 services, no unit idle', () => {
    const services = pack.catalogues.flatMap(({ classes }) =>
      classes.flatMap(({ groups }) => groups.flatMap((group) => group.services)),
    )
    expect(services.length).toBeGreaterThanOrEqual(300)
    const named = new Set(
      services.flatMap(({ unitRule, assists }) => [
        ...(unitRule.by === 'unit'
          ? [unitRule.unit]
          : unitRule.by === 'table'
            ? [...Object.values(unitRule.units), unitRule.otherwise]
            : []),
        ...(assists ?? []),
      ]),
    )
    const idle = pack.units.filter(
      ({ kind, code }) => (kind === 'department' || kind === 'enterprise') && !named.has(code),
    )
    expect(idle.map(({ code }) => code)).toEqual([])
  })
})

/** The tiles that can be walked to from the first one, side by side. */
function reach(tiles: ReadonlySet<string>): ReadonlySet<string> {
  const met = new Set<string>()
  const waiting = [...tiles].slice(0, 1)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (met.has(next) || !tiles.has(next)) continue
    met.add(next)
    const [column, row] = next.split(',').map(Number) as [number, number]
    waiting.push(`${column + 1},${row}`, `${column - 1},${row}`, `${column},${row + 1}`, `${column},${row - 1}`)
  }
  return met
}
