import type { ReactNode } from 'react'
import { percent } from '../../core/assessment/rates.ts'
import { Scroll } from '../kit/scroll.tsx'
import { usePage } from '../kit/use-page.ts'
import type { CalibreRow, ScoreRow } from './score-rows.server.ts'

interface ScoreTableProps {
  readonly caption: string
  readonly rows: readonly ScoreRow[]
  readonly isLeague: boolean
}

/** Units of one kind: volumes, the three rates in both calibres, coverage, and the score or why there is none. */
export function ScoreTable({ caption, rows, isLeague }: ScoreTableProps): ReactNode {
  const { say } = usePage()
  const calibres = ['assessed', 'full'] as const
  return (
    <Scroll label={caption}>
      <table className="scores">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {isLeague && (
              <th scope="col" rowSpan={2}>
                {say('scores.position')}
              </th>
            )}
            <th scope="col" rowSpan={2}>
              {say('scores.unit')}
            </th>
            <th scope="col" rowSpan={2}>
              {say('scores.class')}
            </th>
            <th scope="col" rowSpan={2}>
              {say('scores.dispatched')}
            </th>
            {calibres.map((calibre) => (
              <th scope="colgroup" colSpan={5} key={calibre}>
                {say(`scores.${calibre}`)}
              </th>
            ))}
            <th scope="col" rowSpan={2}>
              {say('scores.coverage')}
            </th>
            <th scope="col" rowSpan={2}>
              {say('scores.excluded')}
            </th>
          </tr>
          <tr>
            {calibres.map((calibre) => (
              <CalibreHeads key={calibre} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.unit} row={row} isLeague={isLeague} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const heads = ['valid', 'response', 'resolution', 'satisfaction', 'score'] as const

function CalibreHeads(): ReactNode {
  const { say } = usePage()
  return heads.map((head) => (
    <th scope="col" key={head}>
      {say(`scores.${head}`)}
    </th>
  ))
}

function Row({ row, isLeague }: { readonly row: ScoreRow; readonly isLeague: boolean }): ReactNode {
  const { say } = usePage()
  return (
    <tr>
      {isLeague && <td className="figure">{row.position ?? '—'}</td>}
      <th scope="row">{row.unit}</th>
      <td>{row.notRanked === null ? row.className : say(`scores.notRanked.${row.notRanked}`)}</td>
      <td className="figure">{row.dispatched}</td>
      <Calibre calibre={row.assessed} />
      <Calibre calibre={row.full} />
      <td className="figure">
        {percentWords(row.coverage)}
        {row.isCoverageLow && <span className="clock soon">⚠ {say('scores.coverage.low')}</span>}
      </td>
      <td className="figure">{row.excluded}</td>
    </tr>
  )
}

const Calibre = ({ calibre }: { readonly calibre: CalibreRow }): ReactNode => (
  <>
    <td className="figure">{calibre.valid}</td>
    <td className="figure">{percentWords(calibre.response)}</td>
    <td className="figure">{percentWords(calibre.resolution)}</td>
    <td className="figure">{percentWords(calibre.satisfaction)}</td>
    <td className="figure strong">{calibre.score ?? '—'}</td>
  </>
)

const percentWords = (rate: number | null): string => {
  const value = percent(rate)
  return value === null ? '—' : `${value.toFixed(2)}%`
}
