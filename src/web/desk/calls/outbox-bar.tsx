import type { ReactNode } from 'react'
import { useOnline } from '../../kit/online.ts'
import { usePage } from '../../kit/use-page.ts'
import type { CallDesk } from './use-call-desk.ts'

/** What could not be saved, loudly: how many calls lie here, why, and what to do. */
export function OutboxBar({ desk }: { readonly desk: CallDesk }): ReactNode {
  const { say } = usePage()
  const isOnline = useOnline()
  const { waiting, isSignedOut } = desk.outbox
  const refused = waiting.filter((call) => call.refused)
  const left = waiting.length - refused.length
  const isSessionOver = isSignedOut || desk.draft === 'signed-out'
  return (
    <div className="call-bars" role="alert">
      {(left > 0 || !isOnline) && (
        <p className="call-bar">
          <span aria-hidden="true">⚠ </span>
          {left > 0 ? say('calls.waiting', { count: left }) : say('calls.offline')}
        </p>
      )}
      {isSessionOver && (
        <p className="call-bar">
          <span aria-hidden="true">⚠ </span>
          {say('calls.session')}{' '}
          <a href="/staff/sign-in?then=/staff/calls" target="_blank" rel="noreferrer">
            {say('calls.session.link')}
          </a>
        </p>
      )}
      {refused.map((call) => (
        <p key={call.formKey} className="call-bar">
          <span aria-hidden="true">⚠ </span>
          {say('calls.refused', { words: call.values.matter.slice(0, 24) })}{' '}
          <button type="button" className="button" onClick={() => desk.open(call)}>
            {say('calls.refused.open')}
          </button>
        </p>
      ))}
    </div>
  )
}

/** How safe the words are, in two words. */
export function DraftMark({ desk }: { readonly desk: CallDesk }): ReactNode {
  const { say } = usePage()
  if (desk.draft === 'none') return null
  const state = desk.draft === 'saved' ? 'saved' : 'here'
  return (
    <span className={`call-draft ${state}`}>
      <span aria-hidden="true">{state === 'saved' ? '✓ ' : '◷ '}</span>
      {say(`calls.draft.${state}`)}
    </span>
  )
}
