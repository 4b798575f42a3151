import type { ReactNode } from 'react'
import { usePage } from './use-page.ts'
import { Switches } from './switches.tsx'

interface PageProps {
  readonly title: string
  /** Id of the form whose typed answers the language switch keeps. */
  readonly formId?: string
  /** Said first in the title, so that it is heard first. */
  readonly hasProblem?: boolean
  /** For tables: the whole width instead of a line that is easy to read. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** A page for citizens and the public. */
export function Page({ title, formId, hasProblem = false, isWide = false, children }: PageProps): ReactNode {
  const { say, root } = usePage()
  const { city, hotline, emergencyNumbers } = root.site
  const site = say('site.name', { city, hotline })
  return (
    <div className="citizen">
      <Title parts={[...(hasProblem ? [say('problem.title')] : []), title, site]} />
      <SkipLink />
      <header className="site-header">
        <a className="site-name" href="/">
          {site}
        </a>
        <Switches formId={formId} />
        <nav aria-label={say('site.menu')}>
          <a href="/report">{say('site.report')}</a>
          <a href="/track">{say('site.track')}</a>
          <a href="/scores">{say('site.scores')}</a>
        </nav>
      </header>
      <main id="main" tabIndex={-1} className={isWide ? 'wide' : undefined}>
        {children}
      </main>
      <footer className="site-footer">
        <p>
          <a href={`tel:${hotline}`}>{say('site.footer', { hotline })}</a>
        </p>
        {emergencyNumbers.length > 0 && (
          <p>
            {say('site.emergency')} <EmergencyNumbers />
          </p>
        )}
        <p>
          <a href="/staff">{say('site.staff')}</a>
        </p>
      </footer>
    </div>
  )
}

/** A page for staff: denser, and it says who is signed in. */
export function StaffPage({ title, formId, hasProblem = false, children }: PageProps): ReactNode {
  const { say, root } = usePage()
  const site = say('site.name', { city: root.site.city, hotline: root.site.hotline })
  return (
    <div className="desk">
      <Title parts={[...(hasProblem ? [say('problem.title')] : []), title, site]} />
      <SkipLink />
      <header className="site-header">
        <a className="site-name" href="/">
          {site}
        </a>
        <Switches formId={formId} />
        {root.staff && <StaffMenu />}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function StaffMenu(): ReactNode {
  const { say, root } = usePage()
  if (!root.staff) return null
  const { role, unit } = root.staff
  const roleWords = say(`role.${role}`)
  return (
    <div className="staff-bar">
      <nav aria-label={say('staff.menu')}>
        <a href="/staff">{say('staff.queue')}</a>
        {role === 'intake_agent' && <a href="/staff/new">{say('staff.new')}</a>}
        <a href="/scores">{say('site.scores')}</a>
      </nav>
      <p className="staff-who">
        {unit ? say('staff.as.unit', { role: roleWords, unit }) : say('staff.as', { role: roleWords })}
      </p>
      <form method="post" action="/staff/sign-out">
        <button className="quiet">{say('staff.sign-out')}</button>
      </form>
    </div>
  )
}

export function EmergencyNumbers(): ReactNode {
  const { root } = usePage()
  return (
    <span className="emergency-numbers">
      {root.site.emergencyNumbers.map(({ number, name }) => (
        <a key={number} href={`tel:${number}`}>
          {name} {number}
        </a>
      ))}
    </span>
  )
}

const Title = ({ parts }: { readonly parts: readonly string[] }): ReactNode => <title>{parts.join(' · ')}</title>

function SkipLink(): ReactNode {
  const { say } = usePage()
  return (
    <a className="skip-link" href="#main">
      {say('site.skip')}
    </a>
  )
}
