import type { ReactNode } from 'react'
import { Link, useLoaderData, type LinksFunction } from 'react-router'
import { rateNames } from '../../../core/assessment/rate-names.ts'
import { UnitScoresBody } from '../../board/unit-scores-body.tsx'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import scoresCss from '../../style/scores.css?url'
import { DeskPage } from '../desk-page.tsx'
import type { DeskUnitData, OrderRow, OrdersData } from './unit-scores.server.ts'

export { loader } from './unit-scores.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: scoresCss }]

/** How a unit stands, why, what would help, and the orders behind it. */
export default function DeskUnitScores(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<DeskUnitData>()
  const { scores, orders } = data
  return (
    <DeskPage title={say('scores.unit.title', { unit: scores.name, period: scores.head.period })}>
      <UnitScoresBody data={scores} address="/staff/scores" />
      {scores.row !== null && <Help data={data} />}
      {orders && <Orders orders={orders} address={`/staff/scores/${scores.code}?period=${scores.head.period}`} />}
    </DeskPage>
  )
}

function Help({ data: { scores, help } }: { readonly data: DeskUnitData }): ReactNode {
  const { say } = usePage()
  const [worst] = scores.parts
    .filter(({ lost }) => (lost ?? 0) > 0.005)
    .toSorted((one, other) => (other.lost ?? 0) - (one.lost ?? 0))
  const isCounted = scores.parts.some(({ made }) => made.denominator > 0)
  if (!isCounted && (help?.stillAsked ?? 0) === 0) return null
  return (
    <section aria-labelledby="help">
      <h2 id="help">{say('scores.unit.help')}</h2>
      <ul>
        {(worst !== undefined || isCounted) && (
          <li>
            {worst
              ? say('scores.unit.help.rate', {
                  rate: say(`scores.${worst.rate}`),
                  lost: (worst.lost ?? 0).toFixed(1),
                  n: Math.ceil(worst.made.denominator - worst.made.numerator),
                })
              : say('scores.unit.help.none')}
          </li>
        )}
        {help && help.stillAsked > 0 && (
          <li>{say('scores.unit.help.still', { n: help.stillAsked, m: help.uncontacted })}</li>
        )}
        {help?.best != null && <li>{say('scores.unit.help.best', { best: help.best })}</li>}
      </ul>
    </section>
  )
}

function Orders({ orders, address }: { readonly orders: OrdersData; readonly address: string }): ReactNode {
  const { say } = usePage()
  const { part, rows, next, isLater } = orders
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">{say('scores.orders')}</h2>
      <ViewLinks
        label={say('scores.orders.parts')}
        views={(['answered', 'due'] as const).map((each) => ({
          to: `${address}&part=${each}`,
          words: say(`scores.orders.${each}`),
          isCurrent: each === part,
        }))}
      />
      {rows.length === 0 ? (
        <p>{say('scores.orders.empty')}</p>
      ) : (
        <Scroll label={say('scores.orders')}>
          <table>
            <thead>
              <tr>
                {(['number', 'on', 'service'] as const).map((name) => (
                  <th scope="col" key={name}>
                    {say(`scores.orders.${name}`)}
                  </th>
                ))}
                {rateNames.map((name) => (
                  <th scope="col" key={name}>
                    {say(`scores.${name}`)}
                  </th>
                ))}
                <th scope="col">{say('scores.orders.excluded')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Order key={row.number} row={row} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <p>
        {isLater && <Link to={`${address}&part=${part}`}>{say('scores.orders.first')}</Link>}{' '}
        {next !== null && <Link to={`${address}&part=${part}&after=${next}`}>{say('scores.orders.more')} →</Link>}
      </p>
    </section>
  )
}

function Order({ row }: { readonly row: OrderRow }): ReactNode {
  const { say, day } = usePage()
  return (
    <tr className={row.isExcluded ? 'excluded-order' : undefined}>
      <th scope="row">
        <Link to={`/staff/requests/${row.number}`}>{row.printed}</Link>
      </th>
      <td>{day(row.on)}</td>
      <td>
        {row.service}
        {row.isResponseOnly && <span className="hint"> {say('scores.orders.responseOnly')}</span>}
        {!row.isAnswered && <span className="hint"> {say('scores.orders.unanswered')}</span>}
      </td>
      {rateNames.map((name) => {
        const added = row.adds[name]
        return (
          <td className="figure" key={name}>
            {added === null ? say('scores.orders.none') : say('scores.orders.one', { n: added })}
          </td>
        )
      })}
      <td>
        {row.exclusion !== null &&
          say(row.isExcluded ? 'scores.orders.excluded.yes' : 'scores.orders.excluded.asked', {
            reason: row.exclusion,
          })}
      </td>
    </tr>
  )
}
