/* oxlint-disable jsx-a11y/prefer-tag-over-role, react/no-unstable-nested-components -- the rows of a list of any length are no table; a row is a function of its item */
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { percent, type Rate } from '../../../core/assessment/rates.ts'
import { usePage } from '../../kit/use-page.ts'
import { VirtualRows } from '../../kit/virtual-rows.tsx'
import type { CountsRow } from './assessment.server.ts'

interface CountsTableProps {
  readonly label: string
  readonly rows: readonly CountsRow[]
  readonly period: string
}

const columns = 'minmax(9rem, 2fr) minmax(5rem, 1fr) 5rem repeat(3, minmax(6rem, 1fr)) 5rem minmax(6rem, 1fr) 5rem'
const heads = [
  'class',
  'dispatched',
  'response',
  'resolution',
  'satisfaction',
  'score',
  'coverage',
  'excluded',
] as const

/** Units of one kind: each rate with the counts that it is made of. Enter opens the unit. */
export function CountsTable({ label, rows, period }: CountsTableProps): ReactNode {
  const { say } = usePage()
  const navigate = useNavigate()
  return (
    <section className="counts-scroll" aria-label={label}>
      <div className="counts">
        <VirtualRows
          label={label}
          items={rows}
          idOf={({ code }) => code}
          columns={columns}
          rowHeight={52}
          onOpen={({ code }) => void navigate(`/staff/scores/${code}?period=${period}`)}
          empty={say('assess.no')}
          head={
            <>
              <span role="columnheader">{say('scores.unit')}</span>
              {heads.map((head) => (
                <span role="columnheader" key={head} className={head === 'class' ? undefined : 'figure'}>
                  {say(`scores.${head}`)}
                </span>
              ))}
            </>
          }
          row={(row) => <CountsCells row={row} />}
        />
      </div>
    </section>
  )
}

function CountsCells({ row }: { readonly row: CountsRow }): ReactNode {
  const { say } = usePage()
  return (
    <>
      <span role="rowheader">{row.unit}</span>
      <span role="gridcell">{row.notRanked === null ? row.className : say(`scores.notRanked.${row.notRanked}`)}</span>
      <span role="gridcell" className="figure">
        {row.dispatched}
      </span>
      <RateCell rate={row.response} />
      <RateCell rate={row.resolution} />
      <RateCell rate={row.satisfaction} />
      <span role="gridcell" className="figure strong">
        {row.score ?? '—'}
      </span>
      <RateCell rate={row.coverage} isLow={row.isCoverageLow} />
      <span role="gridcell" className="figure">
        {row.excluded}
      </span>
    </>
  )
}

function RateCell({ rate, isLow = false }: { readonly rate: Rate; readonly isLow?: boolean }): ReactNode {
  const { say } = usePage()
  const value = percent(rate.value)
  return (
    <span role="gridcell" className="figure">
      {value === null ? '—' : `${value.toFixed(2)}%`}
      {rate.denominator > 0 && (
        <span className="hint">
          {say('assess.rate', { n: Math.round(rate.numerator * 10) / 10, of: rate.denominator })}
        </span>
      )}
      {isLow && <span className="clock soon">⚠ {say('scores.coverage.low')}</span>}
    </span>
  )
}
