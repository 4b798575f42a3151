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
          <a href="/answers">{say('site.answers')}</a>
          {!root.isElder && <a href="/scores">{say('site.scores')}</a>}
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

/** The door of the staff: outside of the desk, since nobody is signed in yet. */
export function DoorPage({ title, formId, hasProblem = false, children }: PageProps): ReactNode {
  const { say, root } = usePage()
  const site = say('site.name', { city: root.site.city, hotline: root.site.hotline })
  return (
    <div className="citizen door">
      <Title parts={[...(hasProblem ? [say('problem.title')] : []), title, site]} />
      <SkipLink />
      <header className="site-header">
        <a className="site-name" href="/">
          {site}
        </a>
        <Switches formId={formId} />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
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

export const Title = ({ parts }: { readonly parts: readonly string[] }): ReactNode => <title>{parts.join(' · ')}</title>

export function SkipLink(): ReactNode {
  const { say } = usePage()
  return (
    <a className="skip-link" href="#main">
      {say('site.skip')}
    </a>
  )
}
