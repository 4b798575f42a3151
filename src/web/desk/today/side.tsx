import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Clock } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { MonthData } from './month.server.ts'
import { caseAddress } from './order-card.tsx'
import type { AskedLine, TodayData } from './today.server.ts'

/** So many stand open; the others a click away, so that a phone stays short. */
const shown = 6

/** What others ask of the unit: supervision first, then whistles, assists, questions. */
export function Asked({ asked }: { readonly asked: readonly AskedLine[] }): ReactNode {
  const { say } = usePage()
  return (
    <section className="panel" aria-labelledby="asked">
      <h2 id="asked">
        {say('today.asked')} {asked.length > 0 && <span className="count">{asked.length}</span>}
      </h2>
      {asked.length === 0 && <p className="hint">{say('today.asked.none')}</p>}
      <AskedLines asked={asked.slice(0, shown)} />
      {asked.length > shown && (
        <details>
          <summary>{say('today.asked.more', { n: asked.length - shown })}</summary>
          <AskedLines asked={asked.slice(shown)} />
        </details>
      )}
    </section>
  )
}

function AskedLines({ asked }: { readonly asked: readonly AskedLine[] }): ReactNode {
  const { say } = usePage()
  return (
    <ul className="asked">
      {asked.map(({ number, task, matter, unit, dueAt }) => (
        <li key={`${number} ${task}`} data-number={number}>
          <span className={task === 'supervision' ? 'badge urgent' : 'badge'}>
            {task === 'supervision' ? say('today.asked.supervision') : say(`task.${task}`)}
          </span>
          <Link to={`${caseAddress(number)}#moves`} data-card={number}>
            {matter}
          </Link>
          {unit !== '' && <span className="hint">{say('today.asked.from', { unit })}</span>}
          {dueAt !== null && <Clock dueAt={dueAt} />}
        </li>
      ))}
    </ul>
  )
}

/** How the running month stands, why, and what would still help. */
export function Month({ month }: { readonly month: MonthData }): ReactNode {
  const { say, day } = usePage()
  const { score, best, losses, notRanked, stillAsked, uncontacted } = month
  const worst = losses.find(({ pointsLost }) => pointsLost > 0)
  return (
    <section className="panel" aria-labelledby="month">
      <h2 id="month">{say('today.month')}</h2>
      {score === null ? (
        <p>{say('today.month.none')}</p>
      ) : (
        <p className="month-score">
          <strong>{say('today.month.score', { score })}</strong>
          {month.className !== null && <span className="badge">{month.className}</span>}
        </p>
      )}
      <p className="hint">
        {say('today.month.of', { period: month.period, day: day(month.untilDay), valid: month.valid })}{' '}
        {notRanked === 'too_few_valid_callbacks' && say('today.month.few', { minimum: month.minimumValid })}
      </p>
      <ul className="losses">
        {losses.map(({ rate, numerator, denominator, pointsLost }) => (
          <li key={rate}>
            <span>{say(`today.month.${rate}`, { n: Math.round(numerator * 10) / 10, of: denominator })}</span>
            {pointsLost > 0 && (
              <span className="hint">{say('today.month.costs', { points: pointsLost.toFixed(1) })}</span>
            )}
          </li>
        ))}
      </ul>
      {(worst || stillAsked > 0) && (
        <>
          <h3>{say('today.month.help')}</h3>
          {worst && <p>{say(`today.month.help.${worst.rate}`)}</p>}
          {stillAsked > 0 && (
            <p>
              {say('today.month.still', { n: stillAsked, uncontacted })}
              {best !== null && ` ${say('today.month.best', { score: best })}`}
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** What keeps coming back: where a look in a quiet hour saves the next call. */
export function Frequent({ frequent }: Pick<TodayData, 'frequent'>): ReactNode {
  const { say } = usePage()
  if (frequent.length === 0) return null
  return (
    <section className="panel" aria-labelledby="frequent">
      <h2 id="frequent">{say('today.frequent')}</h2>
      <ol className="frequent">
        {frequent.map(({ service, count }) => (
          <li key={service}>
            <span>{service}</span>
            <span className="figure">{say('today.frequent.count', { n: count })}</span>
          </li>
        ))}
      </ol>
      <p className="hint">{say('today.frequent.hint')}</p>
    </section>
  )
}
