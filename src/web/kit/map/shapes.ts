/** The outline of an area as the path of an SVG, in a common frame of `frameWidth`. */
export interface Shape {
  readonly area: string
  readonly path: string
}

export interface Shapes {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

type Ring = readonly (readonly [longitude: number, latitude: number])[]

interface Features {
  readonly features: readonly {
    readonly properties: { readonly area: string }
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
  }[]
}

const frameWidth = 800

/** GeoJSON outlines on a plane: a city is small enough for a plain projection that keeps its middle true. */
export function shapesOf(polygons: unknown): Shapes {
  const features = (polygons as Features).features.map(({ properties, geometry }) => ({
    area: properties.area,
    rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  }))
  const points = features.flatMap(({ rings }) => rings.flat())
  const [west, east] = extent(points.map(([longitude]) => longitude))
  const [south, north] = extent(points.map(([, latitude]) => latitude))
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = frameWidth / ((east - west) * narrowing)
  const place = ([longitude, latitude]: Ring[number]): string =>
    `${Math.round((longitude - west) * narrowing * scale)} ${Math.round((north - latitude) * scale)}`
  return {
    width: frameWidth,
    height: Math.ceil((north - south) * scale),
    shapes: features.map(({ area, rings }) => ({
      area,
      path: rings.map((ring) => ringPath(ring.map(place))).join(''),
    })),
  }
}

/** Points that fall together are drawn once; an island of less than a dot not at all. */
function ringPath(points: readonly string[]): string {
  const distinct = points.filter((point, index) => point !== points[index - 1])
  return distinct.length < 4 ? '' : `M${distinct.slice(0, -1).join('L')}Z`
}

function extent(numbers: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const number of numbers) {
    least = Math.min(least, number)
    most = Math.max(most, number)
  }
  return [least, most]
}
