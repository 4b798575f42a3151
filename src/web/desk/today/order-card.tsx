import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { KeyHint } from '../../kit/button.tsx'
import { Clock } from '../../kit/clock-view.tsx'
import { Countdown } from '../../kit/countdown.tsx'
import { Hidden } from '../../kit/fields.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { MessageKey } from '../../messages/catalogue.ts'
import type { TodayLine } from './today.server.ts'

export const caseAddress = (number: string): string => `/staff/today/${number}`

/** The one thing to do now: how long is left, what it is, where, what to do, and the button that does it. */
export function NextCard({ line }: { readonly line: TodayLine }): ReactNode {
  const { say } = usePage()
  const { number, clock, matter, place, service } = line
  return (
    <section className="next-card" aria-labelledby="next-due" data-number={number}>
      <div className="next-head">
        <h2 id="next-due">{say('today.next')}</h2>
        <span className="clock-name">{say(`today.clock.${clock.name}`)}</span>
        <Marks line={line} />
      </div>
      <Countdown from={clock.from} dueAt={clock.dueAt} />
      <p className="next-matter">
        <Link to={caseAddress(number)} data-card={number}>
          {matter}
        </Link>
      </p>
      <p className="next-place">{[place, service].filter((part) => part !== '').join(' · ')}</p>
      <p className="next-do">
        <strong>{say('today.next.do')}</strong>
        <span>{say(whatToDo(line))}</span>
      </p>
      <div className="buttons">
        <CallButton line={line} isPrimary={line.lane === 'contact' || line.isBack} hasKeys />
        {line.lane === 'site' && (
          <Link
            to={`${caseAddress(number)}#close`}
            className={line.isBack && line.mayCall === 'yes' ? 'button' : 'button primary'}
          >
            {say('today.close')}
          </Link>
        )}
        <NoteButton line={line} />
      </div>
    </section>
  )
}

function whatToDo({ lane, back, mayCall, state }: TodayLine): MessageKey {
  if (lane === 'site' && back === null) return 'today.do.site'
  if (mayCall === 'anonymous') return 'today.do.anonymous'
  if (mayCall === 'hidden') return 'today.do.hidden'
  if (back !== null) return 'today.do.callAgain'
  return state === 'dispatched' ? 'today.do.sign' : 'today.do.call'
}

interface CallButtonProps {
  readonly line: TodayLine
  readonly isPrimary?: boolean
  readonly hasKeys?: boolean
}

/** Opens the citizen's details to call, which is written down; where they stay closed there is only the contact line. */
export function CallButton({ line, isPrimary = false, hasKeys = false }: CallButtonProps): ReactNode {
  const { say } = usePage()
  const { number, mayCall, state } = line
  if (mayCall !== 'yes') return null
  return (
    <Form method="post" action="/staff/today" preventScrollReset>
      <Hidden values={{ number, command: 'call' }} />
      <button className={isPrimary ? 'primary' : undefined}>
        <span aria-hidden="true">☎&nbsp;</span>
        {say(state === 'dispatched' ? 'today.signAndCall' : 'today.call')}
        {hasKeys && <KeyHint keys="c" />}
      </button>
    </Form>
  )
}

function NoteButton({ line }: { readonly line: TodayLine }): ReactNode {
  const { say } = usePage()
  return (
    <Form method="post" action="/staff/today" preventScrollReset>
      <Hidden values={{ number: line.number, command: 'note' }} />
      <button className={line.mayCall === 'yes' || line.lane === 'site' ? 'quiet' : 'primary'}>
        {say('today.contact')}
        <KeyHint keys="n" />
      </button>
    </Form>
  )
}

/** An order in its lane. */
export function OrderCard({ line }: { readonly line: TodayLine }): ReactNode {
  const { say } = usePage()
  const { number, matter, place, service, clock, lane } = line
  return (
    <li className={line.isBack ? 'order-card back' : 'order-card'} data-number={number}>
      <p className="order-matter">
        <Link to={caseAddress(number)} data-card={number}>
          {matter}
        </Link>
      </p>
      <p className="order-clock">
        <span className="clock-name">{say(`today.clock.${clock.name}`)}</span>
        <Clock dueAt={line.isOnLedger ? null : clock.dueAt} />
      </p>
      <p className="hint">{[place, service].filter((part) => part !== '').join(' · ')}</p>
      <p className="order-marks">
        <Marks line={line} />
      </p>
      {lane === 'contact' && <CallButton line={line} />}
    </li>
  )
}

/** What is special about an order, in a few words each. */
function Marks({ line }: { readonly line: TodayLine }): ReactNode {
  const { say } = usePage()
  const { level, isAlarm, back, supervisions } = line
  return (
    <>
      {(isAlarm || level === 'L1') && (
        <span className="badge urgent">
          <span aria-hidden="true">⚠ </span>
          {say(`level.${level}`)}
        </span>
      )}
      {back !== null && (
        <span className="badge urgent">
          <span aria-hidden="true">↩ </span>
          {say(`today.back.${back}`)}
        </span>
      )}
      {supervisions > 0 && <span className="badge urgent">{say('today.supervised')}</span>}
      {waitWords(line).map((key) => (
        <span className="badge" key={key}>
          {say(key)}
        </span>
      ))}
    </>
  )
}

function waitWords({ state, isOnLedger, waits, assists }: TodayLine): readonly MessageKey[] {
  const words: MessageKey[] = []
  if (state === 'replied' || state === 'objection_review' || state === 'termination_review')
    words.push(`today.wait.${state}`)
  if (isOnLedger) words.push('today.wait.ledger')
  if (waits.includes('extension')) words.push('today.wait.extension')
  if (waits.includes('ledger')) words.push('today.wait.ledgerAsked')
  if (waits.includes('escalation')) words.push('today.wait.escalation')
  if (assists > 0) words.push('today.wait.assist')
  return words
}
