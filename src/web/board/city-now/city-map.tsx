import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { AreaMap, type MapPlace } from '../../kit/map/area-map.tsx'
import { canDrawMap, PolygonMap } from '../../kit/map/polygon-map.tsx'
import { MapLegend } from '../../kit/map/legend.tsx'
import type { Shapes } from '../../kit/map/shapes.ts'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import { cityMeasures, type CityMeasure, type CityPlace, type CityView } from './city-view.ts'
import { printValue } from './print.ts'

interface CityMapProps {
  readonly places: readonly CityPlace[]
  readonly shapes: Shapes | null
  readonly view: Pick<CityView, 'values' | 'elsewhere'>
  readonly measure: CityMeasure
  readonly onMeasure: (measure: CityMeasure) => void
}

/** The city by one measure: a map, its legend, and the list of the same. */
export function CityMap({ places, shapes, view, measure, onMeasure }: CityMapProps): ReactNode {
  const { say, root } = usePage()
  const [looked, setLooked] = useState<string | null>(null)
  const column = cityMeasures.indexOf(measure)
  const shown: readonly NamedPlace[] = places.map((place, index) => ({
    ...place,
    value: view.values[index]?.[column] ?? null,
  }))
  const print = (value: number): string => printValue(measure, value, root.language)
  const words = ({ name, value }: MapPlace): string =>
    say('city.map.place', { name, value: value === null ? say('map.unknown') : print(value) })
  const look = (place: MapPlace | null): void => setLooked(place?.code ?? null)
  const movable = useMovable(shapes !== null)
  const atSight = shown.find(({ code }) => code === looked)
  const elsewhere = view.elsewhere[column] ?? 0
  const more = elsewhere > 0 ? ` · ${say('city.map.elsewhere', { value: print(elsewhere) })}` : ''
  const summary = summaryOf(shown, say(`city.measure.${measure}`), say) + more
  return (
    <section className="city-map" aria-labelledby="city-map">
      <h2 id="city-map">{say(`city.measure.${measure}`)}</h2>
      <fieldset className="city-measures">
        <legend className="visually-hidden">{say('city.measure')}</legend>
        {cityMeasures.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={each === measure}
            onClick={() => onMeasure(each)}
          >
            {say(`city.measure.${each}`)}
          </button>
        ))}
      </fieldset>
      <div className="city-map-frame">
        {movable.isOn ? (
          <PolygonMap label={summary} shapesAt="/city/shapes" places={shown} onLook={look} onUnable={movable.unable} />
        ) : (
          <AreaMap label={summary} places={shown} shapes={shapes} words={words} onLook={look} />
        )}
      </div>
      <p className="city-look" aria-hidden="true">
        {atSight ? words(atSight) : summary}
      </p>
      {movable.isPossible && (
        <button type="button" className="city-movable" aria-pressed={movable.isOn} onClick={movable.toggle}>
          {say('city.map.movable')}
        </button>
      )}
      <MapLegend values={shown.map(({ value }) => value)} print={print} />
      <PlaceList places={shown} print={print} measure={say(`city.measure.${measure}`)} />
    </section>
  )
}

/** Where the pack has shapes and the device can, a large screen shows a map to be moved; small ones on request. */
function useMovable(hasShapes: boolean) {
  const isAble = useSyncExternalStore(never, canDrawMap, () => false)
  const isLarge = useSyncExternalStore(never, isLargeScreen, () => false)
  const [hasFailed, setFailed] = useState(false)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isPossible = hasShapes && isAble && !hasFailed
  const isOn = isPossible && (chosen ?? isLarge)
  return { isPossible, isOn, unable: () => setFailed(true), toggle: () => setChosen(!isOn) }
}

const never = () => () => undefined
const isLargeScreen = (): boolean => matchMedia('(width >= 1200px)').matches

type NamedPlace = MapPlace & Pick<CityPlace, 'shortName'>
type Say = ReturnType<typeof usePage>['say']

/** Which places stand out, in a sentence. */
function summaryOf(places: readonly NamedPlace[], measure: string, say: Say): string {
  const [first, second, third] = ranked(places)
  if (!first || !second || !third) {
    return first
      ? say('city.map.summary', { measure, most: first.shortName })
      : say('city.map.summary.none', { measure })
  }
  const most = say('city.map.more', { first: first.shortName, second: second.shortName, third: third.shortName })
  return say('city.map.summary', { measure, most })
}

const ranked = (places: readonly NamedPlace[]): readonly NamedPlace[] =>
  places.filter(({ value }) => (value ?? 0) > 0).sort((one, other) => (other.value ?? 0) - (one.value ?? 0))

interface PlaceListProps {
  readonly places: readonly MapPlace[]
  readonly measure: string
  readonly print: (value: number) => string
}

/** What the map shows, as a list: for whoever cannot see it or wants to know exactly. */
function PlaceList({ places, measure, print }: PlaceListProps): ReactNode {
  const { say } = usePage()
  const order = [...places].sort((one, other) => (other.value ?? -1) - (one.value ?? -1))
  return (
    <details className="city-places">
      <summary>{say('city.map.list')}</summary>
      <Scroll label={say('city.map.list')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('city.map.area')}</th>
              <th scope="col">{measure}</th>
            </tr>
          </thead>
          <tbody>
            {order.map(({ code, name, value }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td>{value === null ? say('map.unknown') : print(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
