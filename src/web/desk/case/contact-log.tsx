import type { ReactNode } from 'react'
import { When } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { ContactData } from './case-data.server.ts'

/** Every attempt to reach the citizen, one line each, the newest first. */
export function ContactLog({ contacts }: { readonly contacts: readonly ContactData[] }): ReactNode {
  const { say } = usePage()
  if (contacts.length === 0) return <p className="hint">{say('case.contact.none')}</p>
  return (
    <ol className="contact-log" reversed>
      {contacts.map(({ seq, at, means, isReached, note }) => (
        <li key={seq}>
          <When at={at} />
          <span>{say(`choice.${means}`)}</span>
          <strong className={isReached ? 'reached' : 'not-reached'}>
            <span aria-hidden="true">{isReached ? '✓ ' : '✗ '}</span>
            {say(isReached ? 'case.contact.reached.yes' : 'case.contact.reached.no')}
          </strong>
          {note !== '' && <span className="contact-said">{note}</span>}
        </li>
      ))}
    </ol>
  )
}
