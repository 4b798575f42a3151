import type { ReactNode } from 'react'
import { Link, useLoaderData, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { DeskPage } from '../../desk/desk-page.tsx'
import { Clock } from '../../kit/clock-view.tsx'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/floor.css?url'
import type { RiskLine } from './risk-line.ts'
import { measureWords, ruleWords } from './rule-words.ts'
import type { UnitData } from './unit.server.ts'

export { loader } from './unit.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** One unit: what it holds, how its month stands, and which of its orders need a word. */
export default function UnitPage(): ReactNode {
  const { say, root } = usePage()
  const { unit, month, risk, overdue } = useLoaderData<UnitData>()
  const percent = new Intl.NumberFormat(root.language, { style: 'percent' })
  const facts = [
    [say('floor.units.overdue'), unit.overdue],
    [say('floor.units.open'), unit.open],
    [say('floor.units.received'), unit.received],
    [say('floor.units.unsolved'), unit.unsolved === null ? '—' : percent.format(unit.unsolved)],
  ] as const
  return (
    <DeskPage title={unit.name} head={<Link to="/staff/floor">{say('floor.unit.back')}</Link>}>
      <dl className="facts panel">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {month === null
          ? say('floor.unit.month.none')
          : say('floor.unit.month', { score: month.score ?? say('floor.hours.unknown') })}
      </p>
      <Lines title={say('floor.unit.overdue')} lines={overdue} more={`/staff/at-risk?view=overdue&unit=${unit.code}`} />
      <Lines title={say('floor.unit.risk')} lines={risk} more={`/staff/at-risk?unit=${unit.code}`} />
    </DeskPage>
  )
}

interface LinesProps {
  readonly title: string
  readonly lines: readonly RiskLine[]
  readonly more: string
}

function Lines({ title, lines, more }: LinesProps): ReactNode {
  const { say } = usePage()
  return (
    <section className="panel">
      <h2>{title}</h2>
      {lines.length === 0 ? (
        <p>{say('floor.unit.none')}</p>
      ) : (
        <>
          <Scroll label={title}>
            <table className="floor-table words-left">
              <thead>
                <tr>
                  <th scope="col">{say('risk.column.number')}</th>
                  <th scope="col">{say('risk.column.left')}</th>
                  <th scope="col">{say('risk.column.service')}</th>
                  <th scope="col">{say('risk.column.rule')}</th>
                  <th scope="col">{say('risk.column.measures')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.number}>
                    <th scope="row">
                      <Link to={`/staff/requests/${line.number}`}>{printedNumber(line.number)}</Link>
                    </th>
                    <td>
                      <Clock dueAt={line.dueAt} />
                    </td>
                    <td>{[line.service || say('request.no-service'), line.area].filter(Boolean).join(' · ')}</td>
                    <td>{ruleWords(line.clock, line.level, line.term, say)}</td>
                    <td>{measureWords(line, say)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <p>
            <Link to={more}>{say('floor.unit.select')}</Link>
          </p>
        </>
      )}
    </section>
  )
}
