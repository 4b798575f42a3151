/** A GeoJSON feature of a city pack's `polygons.json`. Positions are longitude, latitude. */
export interface AreaShape {
  readonly properties: { readonly area: string }
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
}
type Ring = readonly (readonly number[])[]

interface Prepared {
  readonly area: string
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** All rings of all parts: an odd number of crossings means inside, holes included. */
  readonly rings: readonly Ring[]
}

export type AreaAtPoint = (
  longitude: number,
  latitude: number,
  accepts?: (area: string) => boolean,
) => string | undefined

/**
 * Finds the area whose shape holds a point. A point on a common border belongs to exactly one side
 * (a side's lower end counts, its upper does not) and where shapes overlap the first wins, so the
 * same point always gives the same area.
 */
export function areaAtPoint(shapes: readonly AreaShape[]): AreaAtPoint {
  const prepared = shapes.map(prepare)
  return (longitude, latitude, accepts = () => true) =>
    prepared.find(
      (shape) =>
        longitude >= shape.west &&
        longitude <= shape.east &&
        latitude >= shape.south &&
        latitude <= shape.north &&
        accepts(shape.area) &&
        holds(shape.rings, longitude, latitude),
    )?.area
}

function prepare({ properties, geometry }: AreaShape): Prepared {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
  const points = rings.flat()
  const span = (axis: 0 | 1): readonly [number, number] =>
    points.reduce<readonly [number, number]>(
      ([least, most], point) => [Math.min(least, point[axis] ?? Infinity), Math.max(most, point[axis] ?? -Infinity)],
      [Infinity, -Infinity],
    )
  const [west, east] = span(0)
  const [south, north] = span(1)
  return { area: properties.area, west, south, east, north, rings }
}

function holds(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) {
      const [x1 = 0, y1 = 0] = ring[index - 1] ?? []
      const [x2 = 0, y2 = 0] = ring[index] ?? []
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
    }
  }
  return inside
}
