import type { ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import { When } from '../../kit/clock-view.tsx'
import { Countdown } from '../../kit/countdown.tsx'
import { usePage } from '../../kit/use-page.ts'
import { placeWords } from './place-words.ts'
import type { CaseData, HistoryData } from './case-data.server.ts'

/** What it is about, where, and how long is left. */
export function CaseFacts({ view }: { readonly view: CaseData }): ReactNode {
  const { say } = usePage()
  const { title, matter, place, area, service, clock, returned, why } = view
  return (
    <section className="panel case-facts" aria-labelledby="case-matter">
      <h2 id="case-matter" className="visually-hidden">
        {say('case.matter')}
      </h2>
      {clock && (
        <div className="case-clock">
          <span className="clock-name">{say(`today.clock.${clock.name}`)}</span>
          <Countdown from={clock.from} dueAt={clock.dueAt} />
        </div>
      )}
      {returned !== '' && <p className="note warn">{say('case.returned', { why: returned })}</p>}
      {title !== '' && title !== matter && title !== service && <p className="matter-title">{title}</p>}
      <p className="words case-words">{matter}</p>
      <p className="case-place">{placeWords(area, place)}</p>
      <p className="hint">
        {[
          service || say('request.no-service'),
          say(`level.${view.level}`),
          say(`requestType.${view.requestType}`),
        ].join(' · ')}
      </p>
      {why !== '' && (
        <details className="why">
          <summary>{say('case.why')}</summary>
          <p>{why}</p>
        </details>
      )}
    </section>
  )
}

/** Where the order stands on its way, each step with its time or its term. */
export function Steps({ view }: { readonly view: CaseData }): ReactNode {
  const { say, when } = usePage()
  const photoAt = view.photos.filter(({ unit }) => unit !== '').at(-1)?.addedAt ?? null
  const steps = [
    { name: 'sign', at: view.signedAt },
    { name: 'contact', at: view.contactedAt },
    { name: 'photo', at: photoAt },
    { name: 'reply', at: view.repliedAt },
  ] as const
  const clockStep = { signing: 'sign', firstContact: 'contact', handling: 'reply' } as const
  return (
    <ol className="case-steps" aria-label={say('case.steps')}>
      {steps.map(({ name, at }) => (
        <li key={name} className={at === null ? 'todo' : 'done'}>
          <span aria-hidden="true">{at === null ? '○ ' : '✓ '}</span>
          {say(`case.step.${name}`)}
          <span className="visually-hidden">{say(at === null ? 'case.step.todo' : 'case.step.done')}</span>
          <span className="hint">
            {at !== null
              ? when(at)
              : view.clock && clockStep[view.clock.name] === name
                ? say('case.step.by', { when: when(view.clock.dueAt) })
                : ''}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What others were asked for and have not answered, and who helps. */
export function Asks({ view }: { readonly view: CaseData }): ReactNode {
  const { say } = usePage()
  const { asks, assists } = view
  if (asks.length === 0 && assists.length === 0) return null
  return (
    <section className="panel" aria-labelledby="case-asks">
      <h2 id="case-asks">{say('case.asks')}</h2>
      <ul className="plain-list">
        {asks.map(({ ordinal, kind, state, reason, unit, dueAt }) => (
          <li key={ordinal}>
            <strong>{say(`overlay.${kind}`)}</strong> <span className="badge">{say(`overlayState.${state}`)}</span>{' '}
            {[unit, reason].filter((part) => part !== '').join(' · ')}
            {dueAt !== null && (
              <span className="hint">
                {say('request.overlay.due')} <When at={dueAt} />
              </span>
            )}
          </li>
        ))}
        {assists.map(({ ordinal, unit, dueAt }) => (
          <li key={`assist ${ordinal}`}>
            <strong>{say('case.assists')}</strong> {unit}
            <span className="hint">
              {say('request.overlay.due')} <When at={dueAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Earlier requests of the same kind at the same place: what was done, and whether it held. */
export function History({ history }: { readonly history: readonly HistoryData[] }): ReactNode {
  const { say, when } = usePage()
  return (
    <section className="panel" aria-labelledby="case-history">
      <h2 id="case-history">{say('case.history')}</h2>
      {history.length === 0 && <p className="hint">{say('case.history.none')}</p>}
      <ul className="plain-list">
        {history.map(({ number, unit, settledAt, disposition, isResolved, upheld }) => (
          <li key={number}>
            <a href={`/staff/requests/${number}`}>{printedNumber(number)}</a> {unit}
            <span className="hint">
              {[
                when(settledAt),
                ...(disposition === null ? [] : [say(`disposition.${disposition}`)]),
                ...(isResolved === null ? [] : [say(isResolved ? 'case.history.solved' : 'case.history.unsolved')]),
                ...(upheld > 0 ? [say('case.history.upheld', { n: upheld })] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
