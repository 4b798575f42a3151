import type { ReactNode } from 'react'
import { percent, type Rate } from '../../core/assessment/rates.ts'
import { Scroll } from '../kit/scroll.tsx'
import { usePage } from '../kit/use-page.ts'
import { PeriodLine } from './period-line.tsx'
import { Corrections } from './scores-body.tsx'
import { ScoreTable } from './score-table.tsx'
import type { RatePart, UnitScoresData } from './unit-scores.server.ts'

/** How a unit stands in a period, and how its score is made: rate by rate, with what was counted beside. */
export function UnitScoresBody({
  data,
  address,
}: {
  readonly data: UnitScoresData
  readonly address: string
}): ReactNode {
  const { say } = usePage()
  const { head, object, row } = data
  return (
    <>
      <p>
        <a href={`${address}?period=${head.period}&kind=${object}`}>← {say(`scores.object.${object}`)}</a>
      </p>
      <PeriodLine head={head} />
      {row === null ? (
        <p>{say('scores.unit.none')}</p>
      ) : (
        <>
          <ScoreTable
            caption={data.name}
            rows={[row]}
            isLeague={row.position !== null}
            addressOf={(code) => `${address}/${code}?period=${head.period}`}
          />
          <Why data={data} />
          <Facts data={data} />
        </>
      )}
      <Corrections rows={data.corrections} />
    </>
  )
}

const heads = ['rate', 'made', 'value', 'interval', 'weight', 'points', 'lost'] as const

function Why({ data }: { readonly data: UnitScoresData }): ReactNode {
  const { say } = usePage()
  return (
    <section aria-labelledby="why">
      <h2 id="why">{say('scores.unit.why')}</h2>
      <Scroll label={say('scores.unit.why')}>
        <table>
          <thead>
            <tr>
              {heads.map((name) => (
                <th scope="col" key={name} className={name === 'rate' ? undefined : 'figure'}>
                  {say(`scores.unit.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.parts.map((part) => (
              <PartRow key={part.rate} part={part} />
            ))}
            <tr>
              <th scope="row">{say('scores.coverage')}</th>
              <td className="figure">{madeOf(data.coverage, say)}</td>
              <td className="figure">{inPercent(data.coverage.value)}</td>
              <td colSpan={4}>—</td>
            </tr>
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function PartRow({ part }: { readonly part: RatePart }): ReactNode {
  const { say } = usePage()
  const { rate, made, interval, weight, points, lost } = part
  return (
    <tr>
      <th scope="row">{say(`scores.${rate}`)}</th>
      <td className="figure">{madeOf(made, say)}</td>
      <td className="figure strong">{inPercent(made.value)}</td>
      <td className="figure">
        {interval ? say('scores.range.text', { low: inPercent(interval.low), high: inPercent(interval.high) }) : '—'}
      </td>
      <td className="figure">{inPercent(weight)}</td>
      <td className="figure">{points?.toFixed(2) ?? '—'}</td>
      <td className="figure">{lost?.toFixed(2) ?? '—'}</td>
    </tr>
  )
}

function Facts({ data }: { readonly data: UnitScoresData }): ReactNode {
  const { say } = usePage()
  return (
    <>
      {data.beside.length > 0 && (
        <section aria-labelledby="beside">
          <h2 id="beside">{say('scores.unit.beside')}</h2>
          <dl className="score-facts">
            {data.beside.map(({ name, count }) => (
              <div key={name}>
                <dt>{say(`scores.beside.${name}` as 'scores.beside.signed')}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {data.marks.length > 0 && (
        <section aria-labelledby="marks">
          <h2 id="marks">{say('scores.unit.marks')}</h2>
          <dl className="score-facts">
            {data.marks.map(({ name, value }) => (
              <div key={name}>
                <dt>{say(`scores.marks.${name}`)}</dt>
                <dd>{name.startsWith('mark') ? value.toFixed(1) : inPercent(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}

const madeOf = ({ numerator, denominator }: Rate, say: ReturnType<typeof usePage>['say']): string =>
  say('scores.unit.made.text', { n: Math.round(numerator * 100) / 100, of: denominator })

const inPercent = (rate: number | null): string => {
  const value = percent(rate)
  return value === null ? '—' : `${value.toFixed(2)}%`
}
