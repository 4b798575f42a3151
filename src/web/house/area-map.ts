import type { Area, LocalText } from '../../core/catalogue/catalogue.ts'
import type { CityPack } from '../../core/catalogue/city-pack.ts'

interface Shape {
  readonly area: Area
  /** Path of the shape, and where its name stands. */
  readonly path: string
  readonly x: number
  readonly y: number
  readonly size: number
}

type Ring = readonly (readonly [number, number])[]
interface Feature {
  readonly properties: { readonly area: string }
  readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] }
}

const width = 1000
/** Half a tile's side against its grid, so that neighbours stay apart. */
const gap = 0.04

/**
 * A picture of a city's districts, or of one district's areas, to point at instead of choosing from a
 * list: shapes where the pack has them, else its tile map. Null where there is neither.
 */
export function areaMap(
  { areas }: CityPack,
  polygons: unknown,
  district: string,
  text: (words: LocalText) => string,
): string | null {
  const shown = areas.filter(({ kind, parent }) => (district === '' ? kind === 'district' : parent === district))
  const features = (polygons as { readonly features?: readonly Feature[] } | undefined)?.features ?? []
  const drawn = ofFeatures(shown, features) ?? ofTiles(shown)
  if (!drawn) return null
  const { shapes, height } = drawn
  const groups = shapes.map(({ area, path, x, y, size }) => {
    const name = escaped(text(area.name))
    const key = district === '' ? `data-district="${area.code}"` : `data-street="${name}"`
    return `<g ${key}><title>${name}</title><path d="${path}"/>${label(name, x, y, size)}</g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" class="area-map">${groups.join('')}</svg>`
}

interface Drawn {
  readonly shapes: readonly Shape[]
  readonly height: number
}

/** Names in two lines where they are long; a name that would not fit is left to the title and the list. */
function label(name: string, x: number, y: number, size: number): string {
  const wide = [...name].some((letter) => letter > '⺀')
  const [first = name, second] = wide
    ? name.length > 3
      ? [name.slice(0, Math.ceil(name.length / 2)), name.slice(Math.ceil(name.length / 2))]
      : [name]
    : name.replace(/ (District|Subdistrict|Township|Town)$/u, '').split(' ')
  const longest = Math.max(first.length, second?.length ?? 0)
  const font = Math.min(size / 3, (size * 0.9) / (longest * (wide ? 1 : 0.6)))
  if (font < 13) return ''
  const line = (words: string, at: number): string =>
    `<text x="${Math.round(x)}" y="${Math.round(at)}" font-size="${Math.round(font)}">${words}</text>`
  return second === undefined
    ? line(first, y + font * 0.35)
    : line(first, y - font * 0.15) + line(second, y + font * 0.95)
}

function ofTiles(areas: readonly Area[]): Drawn | null {
  const tiled = areas.flatMap((area) => (area.tile ? [{ area, ...area.tile }] : []))
  if (tiled.length < 2) return null
  const columns = tiled.map(({ column }) => column)
  const rows = tiled.map(({ row }) => row)
  const [west, north] = [Math.min(...columns), Math.min(...rows)]
  const side = width / (Math.max(...columns) - west + 1)
  const shapes = tiled.map(({ area, column, row }) => {
    const [x, y, inner] = [(column - west + gap) * side, (row - north + gap) * side, side * (1 - 2 * gap)]
    const path = `M${tenth(x)} ${tenth(y)}h${tenth(inner)}v${tenth(inner)}h-${tenth(inner)}z`
    return { area, path, x: x + inner / 2, y: y + inner / 2, size: inner }
  })
  return { shapes, height: Math.ceil((Math.max(...rows) - north + 1) * side) }
}

function ofFeatures(areas: readonly Area[], features: readonly Feature[]): Drawn | null {
  const byCode = new Map(features.map((feature) => [feature.properties.area, feature]))
  const found = areas.flatMap((area) => {
    const feature = byCode.get(area.code)
    return feature ? [{ area, rings: ringsOf(feature) }] : []
  })
  if (found.length < 2) return null
  const points = found.flatMap(({ rings }) => rings.flat())
  const bounds = boundsOf(points)
  // A degree of longitude is shorter the further north.
  const squeeze = Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180)
  const scale = width / ((bounds.east - bounds.west) * squeeze)
  const place = ([longitude, latitude]: readonly [number, number]): readonly [number, number] => [
    (longitude - bounds.west) * squeeze * scale,
    (bounds.north - latitude) * scale,
  ]
  const shapes = found.map(({ area, rings }) => {
    const largest = rings.toSorted((one, other) => other.length - one.length)[0] ?? []
    const box = boundsOf(largest)
    const [x, y] = place([(box.west + box.east) / 2, (box.south + box.north) / 2])
    const path = rings.map((ring) => pathOf(ring.map(place))).join('')
    return { area, path, x, y, size: (box.east - box.west) * squeeze * scale }
  })
  return { shapes, height: Math.ceil((bounds.north - bounds.south) * scale) }
}

const ringsOf = ({ geometry }: Feature): readonly Ring[] =>
  geometry.type === 'Polygon' ? (geometry.coordinates as readonly Ring[]) : (geometry.coordinates.flat() as Ring[])

function boundsOf(points: Ring): { west: number; south: number; east: number; north: number } {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const [longitude, latitude] of points) {
    box.west = Math.min(box.west, longitude)
    box.east = Math.max(box.east, longitude)
    box.south = Math.min(box.south, latitude)
    box.north = Math.max(box.north, latitude)
  }
  return box
}

/** Steps of less than four thousandths of the width are not seen on a phone. */
function pathOf(points: readonly (readonly [number, number])[]): string {
  let [lastX, lastY] = points[0] ?? [0, 0]
  let path = `M${Math.round(lastX)} ${Math.round(lastY)}`
  for (const [x, y] of points.slice(1)) {
    if (Math.hypot(x - lastX, y - lastY) < 4) continue
    path += `L${Math.round(x)} ${Math.round(y)}`
    ;[lastX, lastY] = [x, y]
  }
  return `${path}z`
}

const tenth = (number: number): number => Math.round(number * 10) / 10

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0) ?? 38};`)
