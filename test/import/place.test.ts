import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaNames } from '../../src/channels/import/area-names.ts'
import { rowPosition } from '../../src/channels/import/row-place.ts'
import { fromGcj02, toGcj02 } from '../../src/core/place/gcj02.ts'
import type { Area } from '../../src/core/catalogue/catalogue.ts'
import { areaAtPoint, type AreaShape } from '../../src/insight/place/area-at-point.ts'

const bounds = { west: 10, south: 20, east: 11, north: 21 }
const place = { latitude: 'lat', longitude: 'lng', fallbackPoints: [{ latitude: 20.5, longitude: 10.5 }] }
const position = (lat: unknown, lng: unknown, more: object = {}) =>
  rowPosition({ lat, lng }, { ...place, ...more }, bounds)

describe('positions of rows', () => {
  test('text and numbers are read alike', () => {
    expect(position(20.25, '10.75')).toEqual({ position: { latitude: 20.25, longitude: 10.75 }, dropped: null })
    expect(position(' +20.25 ', '10.')).toMatchObject({ position: { latitude: 20.25, longitude: 10 } })
  })

  test('no position is no fault', () => {
    expect(position('', null, { badPoint: 'refuse' })).toEqual({ position: null, dropped: null })
  })

  test.each([
    ['20.2', ''],
    ['20.2N', '10.4'],
    ['0x14', '10.4'],
    ['1e9', '10.4'],
    ['NaN', '10.4'],
    ['21.01', '10.4'],
    ['91', '181'],
    ['10.4', '20.2'],
  ])('%s, %s is dropped or refused as the map says', (lat, lng) => {
    expect(position(lat, lng)).toEqual({ position: null, dropped: 'bad_point' })
    expect(position(lat, lng, { badPoint: 'refuse' })).toMatchObject({ ok: false, code: 'point_invalid' })
  })

  test('a point by which the source says that it knows no place is none', () => {
    expect(position(20.5, 10.5001)).toEqual({ position: null, dropped: 'fallback_point' })
    expect(position(20.5, 10.5002)).toMatchObject({ dropped: null })
    expect(position(20.5, 10.5002, { fallbackWithinDegrees: 0.001 })).toMatchObject({ dropped: 'fallback_point' })
    expect(position(20.5, 10.5, { fallbackWithinDegrees: 0 })).toMatchObject({ dropped: 'fallback_point' })
  })

  test('a map’s own coordinate system is converted', () => {
    const beijing = { west: 115, south: 39, east: 118, north: 41 }
    const found = rowPosition({ lat: '39.91', lng: '116.41' }, { ...place, coordinates: 'gcj02' }, beijing)
    expect(found).toMatchObject({
      position: { latitude: expect.closeTo(39.9086, 3), longitude: expect.closeTo(116.4038, 3) },
    })
  })
})

describe('GCJ-02', () => {
  test('a published pair of points agrees within five metres', () => {
    const tiananmen = toGcj02({ latitude: 39.907325, longitude: 116.391455 })
    expect(tiananmen.latitude).toBeCloseTo(39.908728, 4)
    expect(tiananmen.longitude).toBeCloseTo(116.3977, 4)
  })

  test('there and back is the same place to a millimetre', () => {
    const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(degrees(18, 53), degrees(74, 135), (latitude, longitude) => {
        const back = fromGcj02(toGcj02({ latitude, longitude }))
        expect(Math.abs(back.latitude - latitude)).toBeLessThan(1e-8)
        expect(Math.abs(back.longitude - longitude)).toBeLessThan(1e-8)
      }),
    )
  })
})

const named = (code: string, kind: Area['kind'], zh: string, en: string, ...aliases: string[]): Area => ({
  code,
  kind,
  name: { 'zh-CN': zh, en },
  aliases,
})

describe('areas by name', () => {
  const areas = [
    named('e', 'district', '东区', 'East'),
    named('en', 'district', '东北区', 'East North', '東北區'),
    named('h', 'subdistrict', '东区街道', 'Eastwood'),
    named('a', 'community', '和平', 'Peace'),
    named('b', 'community', '和平', 'Peace Park'),
  ]
  const all = areaNames(areas)
  const districts = areaNames(areas, ['district'])

  test('the whole value, in any case, width and spacing', () => {
    expect(all.exact('東北區')).toBe('en')
    expect(all.exact('ＥＡＳＴ  north')).toBe('en')
    expect(all.exact('东')).toBeUndefined()
  })

  test('a name of two areas names none', () => {
    expect(all.exact('和平')).toBeUndefined()
    expect(all.start('和平路')).toBeUndefined()
    expect(all.exact('Peace Park')).toBe('b')
  })

  test('the longest at the beginning, after punctuation', () => {
    expect(all.start('：东区街道12号')).toBe('h')
    expect(districts.start('：东区街道12号')).toBe('e')
    expect(districts.start('12号东区')).toBeUndefined()
    expect(districts.start('东北区东区')).toBe('en')
  })

  test('the longest anywhere, the first of equals', () => {
    expect(districts.within('小城东区与东北区交界')).toBe('en')
    expect(
      areaNames([named('x', 'district', '甲区', 'x'), named('y', 'district', '乙区', 'y')]).within('在乙区和甲区'),
    ).toBe('y')
    expect(districts.within('')).toBeUndefined()
  })

  test('where words are spaced a name is a whole word', () => {
    expect(districts.within('12 Eastwood Road')).toBeUndefined()
    expect(districts.within('12 Road, East')).toBe('e')
    expect(districts.start('Eastern Road')).toBeUndefined()
  })
})

describe('areas by point', () => {
  const square = (area: string, west: number, south: number, size = 1): AreaShape => ({
    properties: { area },
    geometry: { type: 'Polygon', coordinates: [ring(west, south, size)] },
  })
  const ring = (west: number, south: number, size: number) => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ]

  test('a point on a common border has exactly one area', () => {
    const shapes = [square('sw', 0, 0), square('se', 1, 0), square('nw', 0, 1), square('ne', 1, 1)]
    const at = areaAtPoint(shapes)
    const backwards = areaAtPoint([...shapes].reverse())
    for (const [x, y, area] of [
      [0.5, 0.5, 'sw'],
      [1, 0.5, 'se'],
      [0.5, 1, 'nw'],
      [1, 1, 'ne'],
      [0, 0, 'sw'],
    ] as const) {
      expect([at(x, y), backwards(x, y)]).toEqual([area, area])
    }
    expect(at(2.5, 0.5)).toBeUndefined()
  })

  test('holes, islands and the kinds that are asked for', () => {
    const lake: AreaShape = {
      properties: { area: 'shore' },
      geometry: { type: 'MultiPolygon', coordinates: [[ring(0, 0, 3), ring(1, 1, 1)], [ring(5, 5, 1)]] },
    }
    const at = areaAtPoint([lake, square('all', 0, 0, 9)])
    expect(at(0.5, 0.5)).toBe('shore')
    expect(at(1.5, 1.5)).toBe('all')
    expect(at(5.5, 5.5)).toBe('shore')
    expect(at(5.5, 5.5, (area) => area !== 'shore')).toBe('all')
  })
})
