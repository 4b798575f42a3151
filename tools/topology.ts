/** The parts of a quantised TopoJSON file that an atlas of places uses. */
export interface Topology {
  readonly transform: { readonly scale: Position; readonly translate: Position }
  /** Each arc starts at a quantised point; every further point is a step from the one before. */
  readonly arcs: readonly (readonly Position[])[]
  readonly objects: Readonly<Record<string, { readonly geometries: readonly TopologyGeometry[] }>>
}

export type TopologyGeometry = { readonly properties: Readonly<Record<string, string>> } & (
  | { readonly type: 'Polygon'; readonly arcs: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly Ring[])[] }
)

/** Longitude and latitude in degrees. */
export type Position = readonly [number, number]

/** Numbers of arcs; the complement of a number (`~n`) means that arc backwards. */
type Ring = readonly number[]

export type GeoJsonGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }

/**
 * Turns one object of a quantised TopoJSON file into GeoJSON: rings are closed, outer rings run
 * counterclockwise and holes clockwise (RFC 7946, 3.1.6), coordinates are rounded to `decimals`.
 */
export function decodeTopology(topology: Topology, geometry: TopologyGeometry, decimals: number): GeoJsonGeometry {
  const decodePolygon = (rings: readonly Ring[]) =>
    rings.map((ring, index) => orient(decodeRing(topology, ring, decimals), index === 0))
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: decodePolygon(geometry.arcs) }
    : { type: 'MultiPolygon', coordinates: geometry.arcs.map(decodePolygon) }
}

function decodeRing(topology: Topology, ring: Ring, decimals: number): Position[] {
  const points: Position[] = []
  for (const number of ring) {
    const arc = decodeArc(topology, number < 0 ? ~number : number)
    for (const [longitude, latitude] of number < 0 ? arc.reverse() : arc) {
      const point: Position = [round(longitude, decimals), round(latitude, decimals)]
      const last = points.at(-1)
      if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) points.push(point)
    }
  }
  return points
}

function decodeArc(topology: Topology, index: number): Position[] {
  const { scale, translate } = topology.transform
  let x = 0
  let y = 0
  return (topology.arcs[index] ?? []).map(([stepX, stepY]) => {
    x += stepX
    y += stepY
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
}

function round(degrees: number, decimals: number): number {
  return Number(degrees.toFixed(decimals))
}

function orient(ring: readonly Position[], counterclockwise: boolean): Position[] {
  return signedArea(ring) > 0 === counterclockwise ? [...ring] : [...ring].reverse()
}

/** Positive where the ring runs counterclockwise (shoelace formula, in square degrees). */
function signedArea(ring: readonly Position[]): number {
  let sum = 0
  for (let index = 1; index < ring.length; index += 1) {
    const [x1, y1] = ring[index - 1] ?? [0, 0]
    const [x2, y2] = ring[index] ?? [0, 0]
    sum += x1 * y2 - x2 * y1
  }
  return sum / 2
}
