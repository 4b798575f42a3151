import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CityPack } from '../../src/core/catalogue/city-pack.ts'
import type { Service } from '../../src/core/catalogue/catalogue.ts'
import { indexPack, areasNamed } from '../../src/core/catalogue/find.ts'
import type { LoadedPack } from '../../src/main/city/load.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { loadSchemas } from '../../src/main/city/schema.ts'

const cities = resolve(import.meta.dirname, '../../cities')
const schemaOfMaps = join(cities, 'schema/import-map.json')
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

interface ImportMap {
  readonly service: {
    readonly steps: readonly { readonly table: Readonly<Record<string, string>> }[]
    readonly otherwise: string | null
  }
}

interface Shapes {
  readonly features: readonly {
    readonly properties: { readonly area: string }
    readonly geometry: {
      readonly type: string
      readonly coordinates: readonly (readonly (readonly [number, number])[])[]
    }
  }[]
}

let loaded: LoadedPack
let pack: CityPack
let services: readonly Service[]

beforeAll(async () => {
  const result = await loadCityPack('tainan')
  expect(result.ok ? [] : result.faults).toEqual([])
  if (!result.ok) throw new Error('the pack is not well formed')
  loaded = result
  pack = result.pack
  services = pack.catalogues.flatMap(({ classes }) =>
    classes.flatMap(({ groups }) => groups.flatMap((group) => group.services)),
  )
})

describe('places', () => {
  test('37 districts, each with its office, and 649 villages inside them', () => {
    const districts = pack.areas.filter(({ kind }) => kind === 'district')
    const villages = pack.areas.filter(({ kind }) => kind === 'community')
    const offices = new Set(pack.units.filter(({ kind }) => kind === 'district').map(({ code }) => code))
    const codes = new Set(districts.map(({ code }) => code))
    expect([districts.length, villages.length, offices.size]).toEqual([37, 649, 37])
    expect(districts.filter(({ unit }) => unit === undefined || !offices.has(unit))).toEqual([])
    expect(villages.filter(({ parent }) => parent === undefined || !codes.has(parent))).toEqual([])
  })

  test('a district is found by its traditional and its simplified name, and by its name in English', () => {
    const index = indexPack(pack)
    for (const name of ['永康區', '永康区', '永康', 'Yongkang District']) {
      expect(areasNamed(index, name).map(({ code }) => code)).toEqual(['67000310'])
    }
  })

  test('every district has an outline of closed rings that run counterclockwise', () => {
    const { features } = loaded.polygons as Shapes
    const districts = pack.areas.filter(({ kind }) => kind === 'district').map(({ code }) => code)
    expect(features.map(({ properties }) => properties.area).sort()).toEqual([...districts].sort())
    for (const { properties, geometry } of features) {
      expect(geometry.type, properties.area).toBe('Polygon')
      const outer = geometry.coordinates[0] ?? []
      expect(outer.at(-1), properties.area).toEqual(outer[0])
      expect(doubleArea(outer), properties.area).toBeGreaterThan(0)
    }
  })

  test('neighbours share their border: each stretch is walked once each way, and no district stands alone', () => {
    const { features } = loaded.polygons as Shapes
    const owner = new Map<string, string>()
    for (const { properties, geometry } of features) {
      for (const [from, to] of stretches(geometry.coordinates[0] ?? [])) {
        expect(owner.get(`${from} ${to}`)).toBeUndefined()
        owner.set(`${from} ${to}`, properties.area)
      }
    }
    const alone = features.filter(
      ({ geometry }) => !stretches(geometry.coordinates[0] ?? []).some(([from, to]) => owner.has(`${to} ${from}`)),
    )
    expect(alone.map(({ properties }) => properties.area)).toEqual([])
  })
})

describe('catalogue', () => {
  test('every service has at least five phrases, and no phrase belongs to two services', () => {
    expect(services.length).toBeGreaterThanOrEqual(60)
    expect(services.filter(({ phrases }) => new Set(phrases).size < 5).map(({ code }) => code)).toEqual([])
    const phrases = services.flatMap((service) => service.phrases)
    expect(new Set(phrases).size).toBe(phrases.length)
  })

  test('every department, enterprise and district leads or assists in something', () => {
    const named = new Set(services.flatMap(({ unitRule, assists }) => [...leads(unitRule), ...(assists ?? [])]))
    const idle = pack.units.filter(({ kind, code }) => kind !== 'city' && kind !== 'district' && !named.has(code))
    expect(idle.map(({ code }) => code)).toEqual([])
  })
})

describe('import maps', () => {
  test('every map that ships, and every example of the schema, has the published shape', () => {
    const check = loadSchemas(join(cities, 'schema'))
    const { examples } = read(schemaOfMaps) as { readonly examples: readonly unknown[] }
    expect(examples.length).toBeGreaterThan(0)
    for (const map of [...Object.values(loaded.maps), ...examples]) expect(check('import-map', map)).toEqual([])
  })

  test('a map that forgets its times or invents a field is refused at the place', () => {
    const check = loadSchemas(join(cities, 'schema'))
    const map = { ...(loaded.maps['tainan1999'] as object), registeredAt: { field: 't' }, color: 'red' }
    expect(check('import-map', map).map(({ path, code }) => [path.join('/'), code])).toEqual([
      ['color', 'field_unknown'],
      ['registeredAt', 'field_missing'],
    ])
  })

  test('the map of the 1999 hotline names only services of the catalogue', () => {
    const { service } = loaded.maps['tainan1999'] as ImportMap
    const known = new Set(services.map(({ code }) => code))
    const named = [...service.steps.flatMap(({ table }) => Object.values(table)), service.otherwise]
    expect(named.filter((code) => code === null || !known.has(code))).toEqual([])
  })
})

describe('calendar', () => {
  test('make-up workdays are Saturdays, holidays take a weekday away', () => {
    const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()
    const days = Object.entries(pack.calendar.days)
    expect(days.filter(([day, { kind }]) => kind === 'makeUpWorkday' && weekdayOf(day) !== 6)).toEqual([])
    expect(days.filter(([day, { kind }]) => kind === 'holiday' && [0, 6].includes(weekdayOf(day)))).toEqual([])
  })

  test('every year from 2015 to 2026 has its holidays', () => {
    const years = new Map<string, number>()
    for (const [day, { kind }] of Object.entries(pack.calendar.days)) {
      if (kind === 'holiday') years.set(day.slice(0, 4), (years.get(day.slice(0, 4)) ?? 0) + 1)
    }
    expect([...years.keys()]).toEqual([
      '2015',
      '2016',
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ])
    expect([...years.values()].every((count) => count >= 11 && count <= 20)).toBe(true)
  })
})

function leads(rule: Service['unitRule']): readonly string[] {
  if (rule.by === 'unit') return [rule.unit]
  if (rule.by === 'area') return []
  return [...Object.values(rule.units), ...(rule.otherwise === undefined ? [] : [rule.otherwise])]
}

/** Twice the signed area in square degrees, positive where the ring runs counterclockwise. */
function doubleArea(ring: readonly (readonly [number, number])[]): number {
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [fromX, fromY] = ring[index] ?? [0, 0]
    return sum + fromX * y - x * fromY
  }, 0)
}

function stretches(ring: readonly (readonly [number, number])[]): readonly (readonly [string, string])[] {
  return ring.slice(1).map((point, index) => [String(ring[index]), String(point)])
}
