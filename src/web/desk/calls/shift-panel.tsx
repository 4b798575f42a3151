import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { usePage } from '../../kit/use-page.ts'
import type { ShiftData } from './calls.server.ts'
import type { FiledLine } from './use-call-desk.ts'

/** The day so far, and what was filed last with what is to be read aloud. */
export function ShiftPanel({
  shift,
  filed,
}: {
  readonly shift: ShiftData
  readonly filed: readonly FiledLine[]
}): ReactNode {
  const { say } = usePage()
  const { calls, seconds, answered, drafts } = shift
  const share = calls === 0 ? '—' : say('calls.shift.percent', { percent: Math.round((answered / calls) * 100) })
  const figures = [
    ['calls', String(calls)],
    ['seconds', seconds === null ? '—' : say('calls.shift.time', { seconds })],
    ['answered', share],
    ['drafts', String(drafts)],
  ] as const
  return (
    <section className="panel call-shift" aria-label={say('calls.shift')}>
      <h2>{say('calls.shift')}</h2>
      <dl className="call-figures">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{say(`calls.shift.${name}`)}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <h3>{say('calls.last')}</h3>
      {filed.length === 0 && <p className="hint">{say('calls.last.none')}</p>}
      <ul className="call-list call-filed">
        {filed.map(({ number, code, state, parent, note }) => (
          <li key={number}>
            <Link to={`/staff/requests/${number}`}>{printedNumber(number)}</Link>{' '}
            <span className="badge">{say(`state.${state}`)}</span>{' '}
            {code !== null && <strong className="call-code">{spaced(code)}</strong>}
            {parent !== null && (
              <span className="hint"> {say('calls.merged.into', { number: printedNumber(parent) })}</span>
            )}
            {note !== '' && <p className="problem">{say('calls.note', { why: note })}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** In groups of four, as it is read aloud. */
export const spaced = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')
