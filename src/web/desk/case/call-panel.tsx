import type { ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import { ContactForm, type ContactFormProps } from './contact-form.tsx'

/** What the look at the citizen's details brought; null where none are kept. */
export interface Called {
  readonly number: string
  readonly seq: number
  readonly identity: { readonly name: string; readonly phone: string; readonly door: string } | null
  /** Why the details stay closed. */
  readonly refused: readonly Problem[]
  /** The details were asked for; a contact can be recorded without them. */
  readonly isLooked: boolean
}

interface CallPanelProps extends Pick<ContactFormProps, 'typed' | 'problems' | 'address'> {
  readonly called: Called
  /** What it is about, where the page does not say so beside it. */
  readonly about?: string
  readonly keys?: string
}

/** Whom to call, on what number, and the line that records it: one after the other, without leaving the page. */
export function CallPanel({ called, about = '', address, typed, problems, keys = 'n' }: CallPanelProps): ReactNode {
  const { say } = usePage()
  const { number, seq, identity, refused, isLooked } = called
  return (
    <section className="call-panel" aria-label={say('case.call.title', { number: printedNumber(number) })}>
      <h2>{say('case.call.title', { number: printedNumber(number) })}</h2>
      {about !== '' && <p>{about}</p>}
      {refused.map(({ words = '' }) => (
        <p className="note" key={words}>
          {words}
        </p>
      ))}
      {identity !== null && (
        <p className="call-whom">
          <strong>{identity.name || say('case.call.noName')}</strong>
          {identity.phone === '' ? (
            <span>{say('case.call.noPhone')}</span>
          ) : (
            <a className="button primary call-link" href={`tel:${identity.phone}`}>
              <span aria-hidden="true">☎ </span>
              {identity.phone}
            </a>
          )}
          {identity.door !== '' && <span>{identity.door}</span>}
        </p>
      )}
      {isLooked && identity === null && refused.length === 0 && <p>{say('case.call.none')}</p>}
      {isLooked && <p className="hint">{say('case.call.recorded')}</p>}
      <ContactForm number={number} seq={seq} address={address} typed={typed} problems={problems} isAsked keys={keys} />
    </section>
  )
}
