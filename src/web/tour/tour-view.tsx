import type { ReactNode } from 'react'
import { printedNumber } from '../../core/work-order/number.ts'
import { When } from '../kit/clock-view.tsx'
import { demoSpeeds } from '../kit/demo-speeds.ts'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import styles from '../style/tour.css?url'
import { LoopPicture } from './loop-picture.tsx'
import { besides, stations, type Station } from './stations.ts'
import type { TourData } from './tour.server.ts'

/** The whole loop on one page, and a way to be each of its people in turn. */
export function TourView({ data }: { readonly data: TourData }): ReactNode {
  const { say } = usePage()
  const shares = data.figures.filter(({ isShare }) => isShare)
  return (
    <Page title={say('tour.title')} isWide>
      <link rel="stylesheet" href={styles} precedence="default" />
      <div className="tour-top">
        <div>
          <h1>{say('tour.title')}</h1>
          <p className="lead">{say('tour.lead')}</p>
          <p>{say('tour.how')}</p>
          <OwnRequest own={data.own} />
          <p>
            <a href="/?tour=0">{say('tour.skip')}</a>
          </p>
        </div>
        <LoopPicture
          figures={shares.map(({ name, value }) => ({
            words: say(`tour.figure.${name as 'solved'}`),
            value: value === null ? '—' : `${Math.round(value * 100)}%`,
          }))}
        />
      </div>
      <h2>{say('tour.be.title')}</h2>
      <ol className="stations">
        {stations.map((station, index) => (
          <StationCard key={station} station={station} step={index + 1} isNext={data.own?.next === station} />
        ))}
      </ol>
      <CityNowPart data={data} />
      <h2>{say('tour.more.title')}</h2>
      <p>{say('tour.more.text')}</p>
      <form method="post" action="/tour" className="besides">
        {besides.map((role) => (
          <button key={role} name="be" value={role}>
            {say(`role.${role}`)}
          </button>
        ))}
      </form>
    </Page>
  )
}

/** Where the visitor's own request is, and who moves it on. */
function OwnRequest({ own }: Pick<TourData, 'own'>): ReactNode {
  const { say, root } = usePage()
  if (!own) {
    return (
      <p>
        <a className="button primary" href="/report">
          {say('tour.begin')}
        </a>
      </p>
    )
  }
  const values = { number: printedNumber(own.number), state: say(`state.${own.state}`), unit: own.unit }
  return (
    <div className="own-request">
      <p>
        <strong>{own.unit === '' ? say('tour.own', values) : say('tour.own.unit', values)}</strong>
      </p>
      {own.callbackAt !== null && (
        <p>
          {say('tour.own.wait')} <When at={own.callbackAt} />
        </p>
      )}
      <div className="buttons">
        {own.next !== null && own.next !== 'citizen' && (
          <form method="post" action="/tour">
            <input type="hidden" name="own" value="1" />
            <button className="primary" name="be" value={own.next}>
              {say('tour.own.next', { role: say(`role.${own.next}`).toLocaleLowerCase(root.language) })}
            </button>
          </form>
        )}
        <a className="button" href="/track/request">
          {say('tour.own.track')}
        </a>
      </div>
    </div>
  )
}

interface StationCardProps {
  readonly station: Station
  readonly step: number
  readonly isNext: boolean
}

function StationCard({ station, step, isNext }: StationCardProps): ReactNode {
  const { say, root } = usePage()
  const role = station === 'citizen' ? say('tour.citizen') : say(`role.${station}`)
  return (
    <li className={isNext ? 'station next' : 'station'}>
      <p className="station-step" aria-hidden="true">
        {step}
      </p>
      <h3>{role}</h3>
      <p>{say(`tour.${station}.text`)}</p>
      <ul>
        <li>{say(`tour.${station}.try.1`)}</li>
        <li>{say(`tour.${station}.try.2`)}</li>
      </ul>
      {station === 'citizen' ? (
        <a className="button" href="/report">
          {say('tour.be.citizen')}
        </a>
      ) : (
        <form method="post" action="/tour">
          <button name="be" value={station}>
            {say('tour.be', { role: role.toLocaleLowerCase(root.language) })}
          </button>
        </form>
      )}
    </li>
  )
}

/** The city goes on living; how fast is the visitor's choice. */
function CityNowPart({ data }: { readonly data: TourData }): ReactNode {
  const { say } = usePage()
  return (
    <section className="tour-city" aria-labelledby="tour-city">
      <h2 id="tour-city">{say('tour.city.title')}</h2>
      <p>
        {say('tour.city.text')} <a href="/city">{say('tour.city.wall')}</a>
      </p>
      <form method="post" action="/tour" className="speeds" aria-label={say('tour.speed')}>
        <span>{say('tour.speed')}</span>
        {demoSpeeds.map((speed) => (
          <button key={speed} name="speed" value={speed} aria-pressed={data.speed === speed}>
            {speed === 0 ? say('tour.speed.pause') : say('tour.speed.times', { n: speed })}
          </button>
        ))}
      </form>
      {data.solved.length > 0 && (
        <ul className="tour-solved">
          {data.solved.map(({ service, area, unit, at }) => (
            <li key={`${at} ${unit} ${service}`}>
              <span aria-hidden="true">✓ </span>
              {say('tour.solved', { service, area, unit })} <When at={at} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
