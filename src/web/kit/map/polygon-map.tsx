import { useEffect, useRef, type ReactNode } from 'react'
import type { Map as LibreMap, StyleSpecification } from 'maplibre-gl'
import mapStyles from 'maplibre-gl/dist/maplibre-gl.css?url'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { MapPlace } from './area-map.tsx'
import { mostSteps, stepOf, stepStarts } from './steps.ts'

interface PolygonMapProps {
  /** What the map shows, in a sentence. */
  readonly label: string
  /** Where the shapes are fetched from, as GeoJSON with the area's code in `properties.area`. */
  readonly shapesAt: string
  readonly places: readonly MapPlace[]
  readonly onLook?: (place: MapPlace | null) => void
  /** The device cannot draw it: whoever asked shows the plain drawing instead. */
  readonly onUnable: () => void
}

let drawsMaps: boolean | undefined

/** Whether the device can draw it at all: asked once, since each asking costs one of its few drawing contexts. */
export const canDrawMap = (): boolean => (drawsMaps ??= document.createElement('canvas').getContext('webgl2') !== null)

/**
 * Areas to be moved and enlarged: shapes of our own, no tiles, no fonts from elsewhere. The library is fetched
 * only here. Needs the plain drawing or a list beside it, since a canvas tells a screen reader nothing.
 */
export function PolygonMap({ label, shapesAt, places, onLook, onUnable }: PolygonMapProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef<{ map: LibreMap; isReady: boolean } | null>(null)
  const latest = useRef({ places, onLook, onUnable })
  useEffect(() => {
    latest.current = { places, onLook, onUnable }
    if (shown.current?.isReady) colour(shown.current.map, places)
  })
  useEffect(() => {
    const { current } = box
    if (!current) return undefined
    let isOver = false
    const begin = async (): Promise<void> => {
      const [{ Map: Libre, setWorkerUrl }, shapes] = await Promise.all([import('maplibre-gl'), readShapes(shapesAt)])
      if (isOver) return
      setWorkerUrl(workerUrl)
      const map = new Libre({
        container: current,
        style: styleOf(shapes, getComputedStyle(current)),
        bounds: boundsOf(shapes),
        fitBoundsOptions: { padding: 12 },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
      })
      shown.current = { map, isReady: false }
      map.on('load', () => {
        if (shown.current) shown.current.isReady = true
        colour(map, latest.current.places)
      })
      map.on('mousemove', 'areas', ({ features }) => {
        const code: unknown = features?.[0]?.properties['area']
        latest.current.onLook?.(latest.current.places.find((place) => place.code === code) ?? null)
      })
      map.on('mouseleave', 'areas', () => latest.current.onLook?.(null))
    }
    begin().catch(() => latest.current.onUnable())
    return () => {
      isOver = true
      shown.current?.map.remove()
      shown.current = null
    }
  }, [shapesAt])
  return (
    <>
      <link rel="stylesheet" href={mapStyles} precedence="default" />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- what is drawn into it is no image file */}
      <div ref={box} className="polygon-map" role="img" aria-label={label} />
    </>
  )
}

interface AreaShapes {
  readonly attribution?: string
  readonly features: readonly { readonly geometry: { readonly coordinates: unknown } }[]
}

// What belongs to this site is fetched by the browser alone.
const readShapes = async (address: string): Promise<AreaShapes> =>
  (await globalThis.fetch(address)).json() as Promise<AreaShapes>

function styleOf(shapes: AreaShapes, page: CSSStyleDeclaration): StyleSpecification {
  const named = (name: string): string => page.getPropertyValue(name).trim()
  const ramp = Array.from({ length: mostSteps + 1 }, (_, step) => [step, named(`--ramp-${step}`)]).flat()
  return {
    version: 8,
    sources: { areas: { type: 'geojson', data: shapes as never, promoteId: 'area' } },
    layers: [
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: {
          'fill-color': ['match', ['coalesce', ['feature-state', 'step'], -1], ...ramp, named('--sheet')] as never,
        },
      },
      { id: 'borders', type: 'line', source: 'areas', paint: { 'line-color': named('--line'), 'line-width': 1 } },
    ],
  }
}

function colour(map: LibreMap, places: readonly MapPlace[]): void {
  const starts = stepStarts(places.map(({ value }) => value))
  for (const { code, value } of places)
    map.setFeatureState({ source: 'areas', id: code }, { step: stepOf(value, starts) ?? -1 })
}

/** West, south, east, north of all shapes. */
function boundsOf(shapes: AreaShapes): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const take = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return
    const [x, y] = coordinates as unknown[]
    if (typeof x !== 'number' || typeof y !== 'number') return coordinates.forEach(take)
    bounds[0] = Math.min(bounds[0], x)
    bounds[1] = Math.min(bounds[1], y)
    bounds[2] = Math.max(bounds[2], x)
    bounds[3] = Math.max(bounds[3], y)
  }
  for (const { geometry } of shapes.features) take(geometry.coordinates)
  return bounds
}
