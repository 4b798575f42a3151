import type { ReactNode } from 'react'
import { Scroll } from '../kit/scroll.tsx'
import { usePage } from '../kit/use-page.ts'
import { ViewLinks } from '../kit/view-links.tsx'
import { PeriodLine } from './period-line.tsx'
import { ScoreTable } from './score-table.tsx'
import type { CorrectionRow, ScoresData } from './scores.server.ts'

interface ScoresBodyProps {
  readonly data: ScoresData
  /** Of the page that it stands on: the public one, or that within the desk. */
  readonly address: string
}

/** A period's scores: which period, by which scheme, and a table for the kind of unit that was chosen. */
export function ScoresBody({ data, address }: ScoresBodyProps): ReactNode {
  const { say } = usePage()
  const { scheme, kind, group } = data
  return (
    <>
      <PeriodForm data={data} address={address} />
      <PeriodLine head={data} />
      {kind === null && <p>{say('scores.empty')}</p>}
      {data.kinds.length > 0 && (
        <ViewLinks
          label={say('scores.kinds')}
          views={data.kinds.map((each) => ({
            to: `${address}?period=${data.period}&kind=${each}`,
            words: say(`scores.object.${each}`),
            isCurrent: each === kind,
          }))}
        />
      )}
      {kind !== null && (
        <section aria-labelledby="kind">
          <h2 id="kind">{say(`scores.object.${kind}`)}</h2>
          {!data.isLeague && <p className="hint">{say('scores.classes.note')}</p>}
          <ScoreTable
            caption={say(`scores.object.${kind}`)}
            rows={data.rows}
            isLeague={data.isLeague}
            addressOf={(code) => `${address}/${code}?period=${data.period}`}
          />
          {group && (
            <p>
              <strong>{say('scores.group')}</strong>{' '}
              {say('scores.group.text', { pooled: group.pooled ?? '—', mean: group.mean?.toFixed(1) ?? '—' })}
            </p>
          )}
          <p className="hint">{say('scores.range.note')}</p>
        </section>
      )}
      <Corrections rows={data.corrections} />
      <details>
        <summary>{say('scores.how')}</summary>
        <p>{say('scores.how.text', scheme)}</p>
      </details>
    </>
  )
}

/** Decisions after the close, with what they changed; nothing where there is none. */
export function Corrections({
  rows,
  addressOf,
}: {
  readonly rows: readonly CorrectionRow[]
  /** Where the order behind a correction is, for those who may see it. */
  readonly addressOf?: (index: number) => string
}): ReactNode {
  const { say, when } = usePage()
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{say('scores.corrections')}</h2>
      <p className="hint">{say('scores.corrections.note')}</p>
      <Scroll label={say('scores.corrections')}>
        <table>
          <thead>
            <tr>
              {(['scores.correction.when', 'scores.unit', 'scores.correction.what'] as const).map((key) => (
                <th scope="col" key={key}>
                  {say(key)}
                </th>
              ))}
              <th scope="col">{say('scores.correction.before')}</th>
              <th scope="col">{say('scores.correction.after')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.at} ${row.unit} ${row.type} ${row.before} ${row.after}`}>
                <td>{when(row.at)}</td>
                <th scope="row">{row.unit}</th>
                <td>
                  {addressOf ? (
                    <a href={addressOf(index)}>{say(`event.${row.type}` as 'event.exclusion_decided')}</a>
                  ) : (
                    say(`event.${row.type}` as 'event.exclusion_decided')
                  )}
                </td>
                <td className="figure">{row.before ?? '—'}</td>
                <td className="figure strong">{row.after ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function PeriodForm({ data, address }: ScoresBodyProps): ReactNode {
  const { say } = usePage()
  const kind = data.kind === null ? '' : `&kind=${data.kind}`
  return (
    <form method="get" action={address} className="inline-form">
      <label htmlFor="period">{say('scores.period')}</label>
      <input
        id="period"
        name="period"
        defaultValue={data.period}
        key={data.period}
        size={8}
        autoComplete="off"
        aria-invalid={data.isBadPeriod ? true : undefined}
        aria-describedby={data.isBadPeriod ? 'period-problem' : undefined}
      />
      {data.kind !== null && <input type="hidden" name="kind" value={data.kind} />}
      <button>{say('scores.period.show')}</button>
      <a href={`${address}?period=${data.previous}${kind}`}>{say('scores.previous')}</a>
      {data.next !== null && <a href={`${address}?period=${data.next}${kind}`}>{say('scores.next')}</a>}
      {data.isBadPeriod && (
        <p className="problem" id="period-problem" role="alert">
          <span aria-hidden="true">⚠ </span>
          {say('scores.period.bad')}
        </p>
      )}
    </form>
  )
}
