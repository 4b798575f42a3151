import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { When } from '../../kit/clock-view.tsx'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import type { MovesState } from '../../kit/moves.server.ts'
import { Photos } from '../../kit/photos.tsx'
import { PresenceLine, usePresent, useSayPresent } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import { isMessageKey } from '../../messages/catalogue.ts'
import { RequestLive } from '../request-live.tsx'
import { CaseFacts, History } from '../case/case-facts.tsx'
import type { DecideData, StatementData } from './decide-data.server.ts'
import { DecideForm } from './decide-form.tsx'

interface DecidePaneProps {
  readonly data: DecideData
  readonly view: string
  readonly next: string | null
  readonly state: MovesState
  /** Somebody writes: until it is sent nothing moves under the hands. */
  readonly isTyping: boolean
  readonly onTyping: (number: string) => void
}

/** Everything that a decision needs in one place, and the decision itself. */
export function DecidePane({ data, view, next, state, isTyping, onTyping }: DecidePaneProps): ReactNode {
  const { say } = usePage()
  const { number } = data.view
  const others = usePresent().get(number) ?? []
  const sayTyped = useSayPresent(number)
  const { key } = useLocation()
  const hear = (): void => {
    sayTyped()
    onTyping(number)
  }
  const own = state.meant === number ? state : { typed: {}, meant: '', problems: [] }
  return (
    <section className="decide" aria-labelledby="decide-title" onInput={hear}>
      <div className="decide-head">
        <h2 id="decide-title">
          <a href={`/staff/requests/${number}`}>{printedNumber(number)}</a>
        </h2>
        <span className="badge">{say(`state.${data.view.state}`)}</span>
        <span>{data.view.unit}</span>
      </div>
      <PresenceLine who={others} />
      <RequestLive number={number} seq={data.view.seq} isTyping={() => isTyping} />
      {!own.difference && <ErrorSummary form="decide" problems={own.problems} />}
      <CaseFacts view={data.view} />
      <Waiting data={data} />
      <Statements statements={data.statements} />
      <Duty data={data} />
      {data.view.photos.length > 0 && <Photos number={number} photos={data.view.photos} />}
      {data.task === 'objection' && <History history={data.history} />}
      <DecideForm key={`${number} ${key}`} data={data} view={view} next={next} state={own} />
    </section>
  )
}

function Waiting({ data }: { readonly data: DecideData }): ReactNode {
  const { say } = usePage()
  const { waitsSince, decideBy, answer, evidence, hops, hopsMost, task } = data
  const yesOrNo = (value: boolean): string => say(value ? 'yes' : 'no')
  return (
    <dl className="facts">
      {waitsSince !== null && (
        <div>
          <dt>{say('decide.since')}</dt>
          <dd>
            <When at={waitsSince} />
          </dd>
        </div>
      )}
      {decideBy !== null && (
        <div>
          <dt>{say('decide.by')}</dt>
          <dd>
            <When at={decideBy} />
          </dd>
        </div>
      )}
      {task === 'objection' && (
        <div>
          <dt>{say('decide.hops')}</dt>
          <dd>{say('decide.hops.of', { n: hops, most: hopsMost })}</dd>
        </div>
      )}
      {answer && (task === 'exclusion' || task === 'appeal') && (
        <div>
          <dt>{say('decide.answer')}</dt>
          <dd>
            {say('decide.answer.words', {
              contacted: yesOrNo(answer.contacted),
              resolved: yesOrNo(answer.resolved),
              satisfaction: say(`choice.${answer.satisfaction}`),
            })}
          </dd>
        </div>
      )}
      {evidence.length > 0 && (
        <div>
          <dt>{say('field.evidence')}</dt>
          <dd>{evidence.map((item) => item.slice(0, 40)).join(' · ')}</dd>
        </div>
      )}
    </dl>
  )
}

/** What each side said, the newest first. */
function Statements({ statements }: { readonly statements: readonly StatementData[] }): ReactNode {
  const { say } = usePage()
  if (statements.length === 0) return null
  return (
    <section className="panel" aria-labelledby="statements">
      <h3 id="statements">{say('decide.statements')}</h3>
      <ol className="timeline" reversed>
        {statements.map(({ seq, at, type, role, unit, toUnit, facts, texts }) => (
          <li key={seq}>
            <p className="timeline-head">
              <strong>{say(`event.${type}`)}</strong>
              {toUnit !== '' && <span>→ {toUnit}</span>}
              <span>{unit || say(`role.${role}`)}</span>
              <When at={at} />
            </p>
            {facts.map((fact) => (
              <p key={fact}>{fact}</p>
            ))}
            {texts.map(({ name, words }) => (
              <p className="words" key={name}>
                {isMessageKey(`field.${name}`) && (
                  <span className="text-name">{say(`field.${name}` as 'field.note')}</span>
                )}
                {words}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Whose duty it is by the catalogue, and whose the place is. */
function Duty({ data }: { readonly data: DecideData }): ReactNode {
  const { say } = usePage()
  const { clause, boundary, task } = data
  if (task !== 'objection' && task !== 'unclear') return null
  return (
    <section className="panel" aria-labelledby="duty">
      <h3 id="duty">{say('decide.duty')}</h3>
      {clause ? (
        <>
          <p>{clause.path}</p>
          <p>
            {say(`decide.rule.${clause.rule}`, { unit: clause.unit })} {clause.basis}
          </p>
        </>
      ) : (
        <p>{say('request.no-service')}</p>
      )}
      <h3>{say('decide.boundary')}</h3>
      {boundary.length === 0 ? (
        <p className="hint">{say('decide.boundary.none')}</p>
      ) : (
        <ul className="boundary">
          {boundary.map(({ area, unit }) => (
            <li key={area}>
              {area}
              {unit !== '' && <span className="hint">{unit}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
