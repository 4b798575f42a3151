import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { EmergencyNumbers, Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import type { HomeData } from './home.server.ts'

const steps = ['home.how.1', 'home.how.2', 'home.how.3', 'home.how.4'] as const

export { loader } from './home.server.ts'

export default function Home(): ReactNode {
  const { say, root } = usePage()
  const { promise, hours, remark } = useLoaderData<HomeData>()
  const { hotline } = root.site
  return (
    <Page title={say('site.home')}>
      <h1>{say('home.title')}</h1>
      {promise !== '' && <p className="lead">{promise}</p>}
      <p>{say('home.lead')}</p>
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
      <h2>{say('home.how.title')}</h2>
      <ol className="how">
        {steps.map((step) => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
      {remark !== '' && <p className="hint">{remark}</p>}
    </Page>
  )
}
