import type { CityPack } from '../../core/catalogue/city-pack.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import { faultAt } from './fault.ts'
import type { Fault } from './fault.ts'
import type { PackFile } from './pack-files.ts'

type Point = readonly [longitude: number, latitude: number]

interface Shapes {
  readonly features: readonly {
    readonly properties: { readonly area: string }
    readonly geometry: { readonly type: 'Polygon' | 'MultiPolygon'; readonly coordinates: readonly unknown[] }
  }[]
}

/** Shapes belong to areas that exist, are made of closed rings, and lie inside the city's bounds. */
export function checkPolygons(file: PackFile, pack: CityPack): readonly Fault[] {
  const areas = new Set(pack.areas.map(({ code }) => code))
  return (file.value as Shapes).features.flatMap(({ properties, geometry }, index) => {
    const fault = (path: readonly string[], code: string, sentence: LocalText): Fault => {
      const full = ['features', index, ...path]
      return faultAt(file.name, full, code, sentence, file.positionOf(full))
    }
    if (!areas.has(properties.area)) {
      const sentence = { 'zh-CN': `区域“${properties.area}”不存在。`, en: `There is no area "${properties.area}".` }
      return [fault(['properties', 'area'], 'area_unknown', sentence)]
    }
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const rings = polygons.flatMap((polygon) => (Array.isArray(polygon) ? (polygon as unknown[]) : [polygon]))
    const wrong = rings.map((ring) => wrongRing(ring, pack.bounds)).find((found) => found !== undefined)
    return wrong ? [fault(['geometry'], 'polygon_broken', wrong)] : []
  })
}

function wrongRing(ring: unknown, bounds: CityPack['bounds']): LocalText | undefined {
  if (!isRing(ring))
    return { 'zh-CN': '环须至少有四个经纬度点。', en: 'A ring needs at least four points of longitude and latitude.' }
  const [first, last] = [ring[0], ring.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    return { 'zh-CN': '环没有闭合：末点须与首点相同。', en: 'A ring is not closed: its last point must be its first.' }
  }
  const outside = ring.find(([x, y]) => x < bounds.west || x > bounds.east || y < bounds.south || y > bounds.north)
  if (!outside) return undefined
  return {
    'zh-CN': `点 ${outside.join(', ')} 在城市边界之外。`,
    en: `The point ${outside.join(', ')} lies outside the city's bounds.`,
  }
}

function isRing(ring: unknown): ring is readonly Point[] {
  const isPoint = (point: unknown): boolean =>
    Array.isArray(point) &&
    point.length >= 2 &&
    point.slice(0, 2).every((number) => typeof number === 'number' && Number.isFinite(number))
  return Array.isArray(ring) && ring.length >= 4 && ring.every(isPoint)
}
