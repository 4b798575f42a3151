import type { CityPack } from '../../core/catalogue/city-pack.ts'
import { fromGcj02 } from '../../core/place/gcj02.ts'
import type { MapPlace } from './import-map.ts'
import type { Position } from './row-area.ts'
import { refuseRow, type RowRefusal } from './row-refusal.ts'
import { textOf, type Row } from './row.ts'

/** What a row's coordinates say: a position, none, or one that the map drops (and why). */
export interface RowPosition {
  readonly position: Position | null
  readonly dropped: 'fallback_point' | 'bad_point' | null
}

const aboutTenMetres = 0.0001
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** A position in WGS-84 within the city. A fallback point of the source is no place and is never kept. */
export function rowPosition(row: Row, place: MapPlace, bounds: CityPack['bounds']): RowPosition | RowRefusal {
  if (place.latitude === undefined || place.longitude === undefined) return { position: null, dropped: null }
  const latitude = textOf(row, place.latitude)
  const longitude = textOf(row, place.longitude)
  if (latitude === '' && longitude === '') return { position: null, dropped: null }
  const given =
    decimal.test(latitude) && decimal.test(longitude)
      ? { latitude: Number(latitude), longitude: Number(longitude) }
      : undefined
  if (given && isFallback(given, place)) return { position: null, dropped: 'fallback_point' }
  const position = given && place.coordinates === 'gcj02' ? fromGcj02(given) : given
  if (position && isWithin(position, bounds)) return { position, dropped: null }
  if (place.badPoint === 'refuse') return refuseRow('point_invalid', place.latitude)
  return { position: null, dropped: 'bad_point' }
}

function isFallback(
  given: Position,
  { fallbackPoints = [], fallbackWithinDegrees = aboutTenMetres }: MapPlace,
): boolean {
  // Differences of decimals carry a rounding error: on the edge counts as near.
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= fallbackWithinDegrees + 1e-9
  return fallbackPoints.some((point) => near(point.latitude, given.latitude) && near(point.longitude, given.longitude))
}

const isWithin = ({ latitude, longitude }: Position, { west, south, east, north }: CityPack['bounds']): boolean =>
  latitude >= south && latitude <= north && longitude >= west && longitude <= east
