import type { ReactNode } from 'react'
import { usePage } from '../kit/use-page.ts'
import { ScoreTable } from './score-table.tsx'
import type { ScoresData } from './scores.server.ts'

interface ScoresBodyProps {
  readonly data: ScoresData
  /** Of the page that it stands on: the public one, or that within the desk. */
  readonly address: string
}

/** A period's scores: which period, by which scheme, and a table for each kind of unit. */
export function ScoresBody({ data, address }: ScoresBodyProps): ReactNode {
  const { say, day } = usePage()
  const { scheme } = data
  return (
    <>
      <PeriodForm data={data} address={address} />
      <p>
        <strong>{data.period}</strong> ·{' '}
        {say('scores.period.days', { from: day(data.fromDay), until: day(data.untilDay) })} ·{' '}
        {say('scores.scheme', { version: scheme.version })}
      </p>
      {data.isRunning && <p className="note">{say('scores.running')}</p>}
      {data.objects.length === 0 && <p>{say('scores.empty')}</p>}
      {data.objects.map(({ object, rows }) => (
        <section key={object}>
          <h2>{say(`scores.object.${object}`)}</h2>
          <ScoreTable caption={say(`scores.object.${object}`)} rows={rows} isLeague={data.isLeague} />
        </section>
      ))}
      <details>
        <summary>{say('scores.how')}</summary>
        <p>{say('scores.how.text', scheme)}</p>
      </details>
    </>
  )
}

function PeriodForm({ data, address }: ScoresBodyProps): ReactNode {
  const { say } = usePage()
  return (
    <form method="get" action={address} className="inline-form">
      <label htmlFor="period">{say('scores.period')}</label>
      <input
        id="period"
        name="period"
        defaultValue={data.period}
        size={8}
        autoComplete="off"
        aria-invalid={data.isBadPeriod ? true : undefined}
        aria-describedby={data.isBadPeriod ? 'period-problem' : undefined}
      />
      <button>{say('scores.period.show')}</button>
      <a href={`${address}?period=${data.previous}`}>{say('scores.previous')}</a>
      {data.next !== null && <a href={`${address}?period=${data.next}`}>{say('scores.next')}</a>}
      {data.isBadPeriod && (
        <p className="problem" id="period-problem" role="alert">
          <span aria-hidden="true">⚠ </span>
          {say('scores.period.bad')}
        </p>
      )}
    </form>
  )
}
