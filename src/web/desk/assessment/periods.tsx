import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { PeriodRow } from './periods.server.ts'

const columns = ['days', 'scheme', 'stands', 'closes', 'tree'] as const

/** The periods and how they stand; what is due can be closed, what is closed can be published. */
export function Periods({
  rows,
  refused,
}: {
  readonly rows: readonly PeriodRow[]
  readonly refused: string | null
}): ReactNode {
  const { say, day, when } = usePage()
  return (
    <>
      {refused !== null && (
        <p className="problem" role="alert">
          <span aria-hidden="true">⚠ </span>
          {refused}
        </p>
      )}
      <Scroll label={say('assess.periods.caption')}>
        <table>
          <caption className="visually-hidden">{say('assess.periods.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('scores.period')}</th>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {say(`assess.periods.${name}`)}
                </th>
              ))}
              <th scope="col">
                {say('assess.close')} / {say('assess.publish')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">
                  <Link to={`/staff/scores?period=${row.code}`}>{row.code}</Link>
                </th>
                <td>{say('scores.period.days', { from: day(row.fromDay), until: day(row.untilDay) })}</td>
                <td>{row.scheme}</td>
                <td>{say(`scores.stands.short.${row.stands}`)}</td>
                <td>{when(row.publishedAt ?? row.closedAt ?? row.closesAt)}</td>
                <td className="figure">{row.treeSize ?? '—'}</td>
                <td>
                  <Step row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

/** What can be done with a period now, behind a tick: it cannot be undone. */
function Step({ row }: { readonly row: PeriodRow }): ReactNode {
  const { say } = usePage()
  if (row.step === null) return '—'
  const id = `sure-${row.code}`
  return (
    <details>
      <summary>{say(`assess.${row.step}`)}</summary>
      <Form method="post" className="period-act">
        <input type="hidden" name="period-step" value={row.step} />
        <input type="hidden" name="period" value={row.code} />
        <p>{say(`assess.${row.step}.sure`, { period: row.code })}</p>
        <label htmlFor={id}>
          <input type="checkbox" id={id} name="sure" value="yes" required /> {say('assess.sure')}
        </label>
        <button className="primary">{say(`assess.${row.step}`)}</button>
      </Form>
    </details>
  )
}
