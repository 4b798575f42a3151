import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Shapes } from './shapes.ts'
import { stepOf, stepStarts } from './steps.ts'

/** A place on a map, with what it is coloured by. */
export interface MapPlace {
  readonly code: string
  readonly name: string
  readonly tile: { readonly column: number; readonly row: number } | null
  /** Null: not known. */
  readonly value: number | null
}

interface AreaMapProps {
  /** What the map shows, in a sentence: heard first. */
  readonly label: string
  readonly places: readonly MapPlace[]
  /** Outlines, where there are any; tiles of equal area otherwise. */
  readonly shapes: Shapes | null
  /** A place and its value in words. */
  readonly words: (place: MapPlace) => string
  /** Told of the place that is looked at. */
  readonly onLook?: (place: MapPlace | null) => void
}

interface Drawn {
  readonly place: MapPlace
  readonly x: number
  readonly y: number
  readonly path: string | null
}

const tileSize = 20
const tileGap = 1.6

/**
 * Places coloured in steps. One stop for the keyboard, arrows go from place to place; a list of the same
 * belongs beside it, since a map is a picture.
 */
export function AreaMap({ label, places, shapes, words, onLook }: AreaMapProps): ReactNode {
  const drawn = draw(places, shapes)
  const starts = stepStarts(places.map(({ value }) => value))
  const { current, look, onKeyDown, box } = useLook(drawn, onLook)
  const { width, height } = frameOf(drawn, shapes)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing has no fieldset
    <svg ref={box} className="step-map" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
      {drawn.map(({ place, x, y, path }, index) => (
        <g
          key={place.code}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing has no img
          role="img"
          aria-label={words(place)}
          tabIndex={index === Math.max(0, current) ? 0 : -1}
          data-index={index}
          className={`map-place step-${stepOf(place.value, starts) ?? 'unknown'}`}
          onFocus={() => look(index)}
          onPointerEnter={() => onLook?.(place)}
          onPointerLeave={() => onLook?.(null)}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          {path === null ? (
            <rect x={x} y={y} width={tileSize - tileGap} height={tileSize - tileGap} rx={2.5} />
          ) : (
            <path d={path} />
          )}
        </g>
      ))}
    </svg>
  )
}

function draw(places: readonly MapPlace[], shapes: Shapes | null): readonly Drawn[] {
  const paths = new Map(shapes?.shapes.map(({ area, path }) => [area, path]))
  return places.flatMap((place): Drawn[] => {
    const path = paths.get(place.code)
    if (path !== undefined) return [{ place, path, ...middleOf(path) }]
    if (shapes || !place.tile) return []
    return [{ place, path: null, x: place.tile.column * tileSize, y: place.tile.row * tileSize }]
  })
}

/** About the middle of an outline: enough to know what lies to the left of what. */
function middleOf(path: string): { x: number; y: number } {
  const numbers = [...path.matchAll(/\d+/g)].map(([number]) => Number(number))
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / Math.max(1, of.length)
  return {
    x: mean(numbers.filter((_, index) => index % 2 === 0)),
    y: mean(numbers.filter((_, index) => index % 2 === 1)),
  }
}

const frameOf = (drawn: readonly Drawn[], shapes: Shapes | null): { width: number; height: number } =>
  shapes ?? {
    width: Math.max(tileSize, ...drawn.map(({ x }) => x + tileSize)) - tileGap,
    height: Math.max(tileSize, ...drawn.map(({ y }) => y + tileSize)) - tileGap,
  }

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function useLook(drawn: readonly Drawn[], onLook: AreaMapProps['onLook']) {
  const box = useRef<SVGSVGElement>(null)
  const [current, setCurrent] = useState(-1)
  const look = (index: number): void => {
    setCurrent(index)
    onLook?.(drawn[index]?.place ?? null)
  }
  const onKeyDown = (event: KeyboardEvent, from: number): void => {
    const direction = directions[event.key]
    if (!direction) return
    event.preventDefault()
    // The page's own keys stay silent while somebody walks on the map.
    event.stopPropagation()
    const to = neighbour(drawn, from, direction)
    if (to !== null) box.current?.querySelector<SVGGElement>(`[data-index="${to}"]`)?.focus()
  }
  return { box, current, look, onKeyDown }
}

/** The nearest place that lies that way: straight ahead counts more than aside. */
function neighbour(drawn: readonly Drawn[], from: number, [dx, dy]: readonly [number, number]): number | null {
  const here = drawn[from]
  if (!here) return null
  let best: number | null = null
  let least = Infinity
  for (const [index, { x, y }] of drawn.entries()) {
    const ahead = (x - here.x) * dx + (y - here.y) * dy
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)
    const distance = ahead + 2.5 * aside
    if (ahead > 0 && distance < least) [best, least] = [index, distance]
  }
  return best
}
