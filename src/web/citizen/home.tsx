import type { ReactNode } from 'react'
import { EmergencyNumbers } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import life from '../life/home.ts?worker&url'
import type { Say } from '../messages/catalogue.ts'
import { CitizenPage } from './citizen-page.tsx'
import type { HomeData } from './home.server.ts'

const steps = ['home.how.1', 'home.how.2', 'home.how.3', 'home.how.4'] as const

export function Home({ data }: { readonly data: HomeData }): ReactNode {
  const { say, root } = usePage()
  const { promise, hours, remark } = data
  const { hotline, isDemo } = root.site
  return (
    <CitizenPage title={say('site.home')} life={life}>
      {isDemo && (
        <a className="card tour-card" href="/tour">
          <strong>{say('home.tour.title')}</strong>
          <span>{say('home.tour.hint')}</span>
        </a>
      )}
      <h1>{say('home.title')}</h1>
      {!root.isElder && <p className="lead">{promise || say('home.lead')}</p>}
      <div className="home-actions">
        <a className="card primary" href="/report">
          <strong>{say('site.report')}</strong>
          <span>{say('home.report.hint')}</span>
        </a>
        <a className="card" href="/track">
          <strong>{say('home.track.title')}</strong>
          <span>{say('home.track.hint')}</span>
        </a>
        <a className="card" href={`tel:${hotline}`}>
          <strong>{say('home.call.title', { hotline })}</strong>
          <span>{hours || say('home.call.hint')}</span>
        </a>
      </div>
      {root.site.emergencyNumbers.length > 0 && (
        <p className="emergency-strip">
          {say('site.emergency')} <EmergencyNumbers />
        </p>
      )}
      {!root.isElder && <Facts {...data} />}
      {!root.isElder && <More />}
      <h2>{say('home.how.title')}</h2>
      <ol className="how">
        {steps.map((step) => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
      {remark !== '' && <p className="hint">{remark}</p>}
    </CitizenPage>
  )
}

/** Three figures at most, each only where it says something. */
function Facts({ facts, street }: Pick<HomeData, 'facts' | 'street'>): ReactNode {
  const { say } = usePage()
  const hours = facts?.medianHours ?? null
  const shown = [
    ...(facts && facts.solvedToday > 0 ? [{ name: say('home.fact.today'), value: String(facts.solvedToday) }] : []),
    ...(hours === null ? [] : [{ name: say('home.fact.hours'), value: timeWords(hours, say) }]),
    ...(street
      ? [
          {
            name: say('home.fact.street', { street: street.name }),
            value: say('home.fact.street.value', { asked: street.asked, solved: street.solved }),
          },
        ]
      : []),
  ]
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{say('home.facts')}</h2>
      <dl className="home-facts">
        {shown.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Hours up to two days, then days. */
function timeWords(hours: number, say: Say): string {
  if (hours < 48) return say('home.fact.hours.value', { hours })
  return say('home.fact.days.value', { days: Math.round(hours / 24) })
}

function More(): ReactNode {
  const { say } = usePage()
  return (
    <div className="home-more">
      <a className="card" href="/answers">
        <strong>{say('home.answers.title')}</strong>
        <span>{say('home.answers.hint')}</span>
      </a>
      <a className="card" href="/city">
        <strong>{say('home.city.title')}</strong>
        <span>{say('home.city.hint')}</span>
      </a>
    </div>
  )
}
