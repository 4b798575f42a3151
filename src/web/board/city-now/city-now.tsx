import { type ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { DemoSpeed } from '../../kit/demo-speed.tsx'
import { SkipLink, Title } from '../../kit/page.tsx'
import { Switches } from '../../kit/switches.tsx'
import { useAliveMark } from '../../kit/alive-mark.ts'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/city-now.css?url'
import wallStyles from '../../style/city-wall.css?url'
import { CityFigures } from './city-figures.tsx'
import { CityMap } from './city-map.tsx'
import type { CityNowData } from './city-now.server.ts'
import { CityPanelList, CityTicker } from './city-panels.tsx'
import { printTime } from './print.ts'
import { scenes, useScenes, type CityPanel } from './scenes.ts'
import { useCity, type LiveCity } from './use-city.ts'

export { loader } from './city-now.server.ts'

export const handle = { alive: true }
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'stylesheet', href: wallStyles },
]

const panels: readonly CityPanel[] = ['topics', 'worst', 'events', 'solved']

/** The city for a wall: read from five metres, without a hand; a plain page on a phone. */
export default function CityNow(): ReactNode {
  const { say, root } = usePage()
  const { places, shapes, view: first, speed } = useLoaderData<CityNowData>()
  const { view, isStale } = useCity(first)
  const { scene, index, isPaused, go, choose, toggle } = useScenes(view)
  useAliveMark()
  return (
    <div className={isStale ? 'wall city stale' : 'wall city'}>
      <Title parts={[say('city.title'), say('site.name', { city: root.site.city, hotline: root.site.hotline })]} />
      <SkipLink />
      <header className="city-head">
        <h1>
          {root.site.city} <span>{say('city.title')}</span>
        </h1>
        <DataTime view={view} isStale={isStale} />
        <Sealed view={view} />
        <Switches />
      </header>
      <main id="main" tabIndex={-1}>
        <CityFigures view={view} />
        <div className="city-parts">
          <CityMap places={places} shapes={shapes} view={view} measure={scene.measure} onMeasure={choose} />
          {panels.map((panel) => (
            <CityPanelList key={panel} panel={panel} view={view} isOn={scene.panels.includes(panel)} />
          ))}
        </div>
      </main>
      <footer className="city-foot">
        <CityTicker solved={view.solved} isPaused={isPaused} />
        <fieldset className="city-controls">
          <legend className="visually-hidden">{say('city.scene', { index: index + 1, count: scenes.length })}</legend>
          <button type="button" onClick={() => go(-1)} aria-label={say('city.scene.previous')}>
            ←
          </button>
          <span className="city-scene" aria-hidden="true">
            {index + 1}/{scenes.length}
          </span>
          <button type="button" onClick={() => go(1)} aria-label={say('city.scene.next')}>
            →
          </button>
          <button type="button" onClick={toggle} aria-label={say(isPaused ? 'city.resume' : 'city.pause')}>
            <svg viewBox="0 0 10 10" className="city-icon" aria-hidden="true">
              <path d={isPaused ? 'M2 1L9 5L2 9Z' : 'M2 1H4V9H2ZM6 1H8V9H6Z'} />
            </svg>
          </button>
        </fieldset>
        <div className="city-more">
          {speed !== null && <DemoSpeed speed={speed} />}
          <a href="/">{say('site.name', { city: root.site.city, hotline: root.site.hotline })}</a>
        </div>
      </footer>
    </div>
  )
}

function DataTime({ view, isStale }: LiveCity): ReactNode {
  const { say, root } = usePage()
  const time = printTime(view.at, root.language, root.site.timeZone)
  return (
    <p className={isStale ? 'city-time stale' : 'city-time'} role={isStale ? 'alert' : undefined}>
      <span aria-hidden="true">{isStale ? '⚠ ' : '● '}</span>
      {say(isStale ? 'city.stale' : 'city.asOf', { time })}
      {isStale && <span className="visually-hidden"> {say('city.stale.why')}</span>}
    </p>
  )
}

/** The record behind the numbers: how much of it is sealed, and since when. */
function Sealed({ view }: Pick<LiveCity, 'view'>): ReactNode {
  const { say, root } = usePage()
  if (view.journal === null) return <p className="city-sealed none">{say('city.journal.none')}</p>
  const { size, at } = view.journal
  const time = printTime(at, root.language, root.site.timeZone)
  return (
    <p className="city-sealed">
      <span aria-hidden="true">✓ </span>
      {say('city.journal', { size: new Intl.NumberFormat(root.language).format(size), time })}
    </p>
  )
}
