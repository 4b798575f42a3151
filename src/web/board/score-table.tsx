import type { ReactNode } from 'react'
import { percent } from '../../core/assessment/rates.ts'
import { Scroll } from '../kit/scroll.tsx'
import { usePage } from '../kit/use-page.ts'
import { ScoreRange, axisFrom } from './score-range.tsx'
import type { CalibreRow, ScoreRow } from './score-rows.server.ts'

interface ScoreTableProps {
  readonly caption: string
  readonly rows: readonly ScoreRow[]
  readonly isLeague: boolean
  /** Where a unit's own page is. */
  readonly addressOf: (code: string) => string
}

/** Units of one kind: volumes, the three rates in both calibres, coverage, and the score or why there is none. */
export function ScoreTable({ caption, rows, isLeague, addressOf }: ScoreTableProps): ReactNode {
  const { say } = usePage()
  const from = axisFrom(rows.map(({ range }) => range))
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
              {say('scores.range')}
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
            <th scope="col" rowSpan={2}>
              {say('scores.per10k')}
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
            <Row key={row.code} row={row} isLeague={isLeague} from={from} address={addressOf(row.code)} />
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

interface RowProps {
  readonly row: ScoreRow
  readonly isLeague: boolean
  readonly from: number
  readonly address: string
}

function Row({ row, isLeague, from, address }: RowProps): ReactNode {
  const { say } = usePage()
  return (
    <tr>
      {isLeague && <td className="figure">{row.position ?? '—'}</td>}
      <th scope="row">
        <a href={address}>{row.unit}</a>
      </th>
      <td>{row.notRanked === null ? row.className : say(`scores.notRanked.${row.notRanked}`)}</td>
      <td>
        <ScoreRange score={row.assessed.score} range={row.range} from={from} />
      </td>
      <td className="figure">{row.dispatched}</td>
      <Calibre calibre={row.assessed} />
      <Calibre calibre={row.full} />
      <td className="figure">
        {percentWords(row.coverage)}
        {row.isCoverageLow && <span className="clock soon">⚠ {say('scores.coverage.low')}</span>}
      </td>
      <td className="figure">
        {row.excluded}
        {row.excluded > 0 && (
          <span className="hint"> {say('scores.excluded.share', { share: percentWords(row.excludedShare) })}</span>
        )}
      </td>
      <td className="figure">{row.per10k === null ? '—' : row.per10k.toFixed(1)}</td>
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
