import { useEffect, useMemo, type ReactNode } from 'react'
import { Link, useLoaderData, useRevalidator, type LinksFunction } from 'react-router'
import uplotStyles from 'uplot/dist/uPlot.min.css?url'
import { HOUR, MINUTE } from '../../../core/time.ts'
import { DeskPage } from '../../desk/desk-page.tsx'
import { LineChart } from '../../kit/chart/line-chart.tsx'
import { durationWords } from '../../kit/clock.ts'
import { DemoSpeed } from '../../kit/demo-speed.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/floor.css?url'
import type { FloorData, FloorUnit } from './floor.server.ts'

export { loader } from './floor.server.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: uplotStyles },
  { rel: 'stylesheet', href: styles },
]

const everyMs = 10_000

/** The supervisor's floor: what waits and since when, who works, how the day went, which unit needs help. */
export default function FloorPage(): ReactNode {
  const { say, when } = usePage()
  const { floor, units, countedMost, speed } = useLoaderData<FloorData>()
  useRenewal()
  return (
    <DeskPage
      title={say('floor.title')}
      head={
        <>
          <p className="hint">{say('floor.asOf', { when: when(floor.at) })}</p>
          {speed !== null && <DemoSpeed speed={speed} />}
        </>
      }
    >
      <div className="columns">
        <div>
          <WaitingTable floor={floor} countedMost={countedMost} />
          <Hours floor={floor} />
        </div>
        <div>
          <Units units={units} />
          <Agents floor={floor} />
        </div>
      </div>
    </DeskPage>
  )
}

/** The floor is looked at again and again while it is in sight. */
function useRenewal(): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void revalidate()
    }, everyMs)
    return () => clearInterval(timer)
  }, [revalidate])
}

type Part = Pick<FloorData, 'floor'>

function WaitingTable({ floor, countedMost }: Part & Pick<FloorData, 'countedMost'>): ReactNode {
  const { say } = usePage()
  return (
    <section className="panel">
      <h2>{say('floor.waiting')}</h2>
      <Scroll label={say('floor.waiting')}>
        <table className="floor-table">
          <thead>
            <tr>
              <th scope="col">{say('floor.waiting.queue')}</th>
              <th scope="col">{say('floor.waiting.count')}</th>
              <th scope="col">{say('floor.waiting.late')}</th>
              <th scope="col">{say('floor.waiting.oldest')}</th>
            </tr>
          </thead>
          <tbody>
            {floor.waiting.map(({ task, count, late, oldestSince }) => (
              <tr key={task} className={count === 0 ? 'nothing' : undefined}>
                <th scope="row">{say(`task.${task}`)}</th>
                <td>{count >= countedMost ? say('floor.waiting.more', { count: countedMost }) : count}</td>
                <td className={late > 0 ? 'late' : undefined}>
                  {late > 0 && <span aria-hidden="true">⚠ </span>}
                  {late}
                </td>
                <td>
                  {oldestSince === null
                    ? say('floor.waiting.none')
                    : durationWords(Math.floor(Math.max(0, floor.at - oldestSince) / MINUTE), say)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Agents({ floor }: Part): ReactNode {
  const { say } = usePage()
  return (
    <section className="panel">
      <h2>{say('floor.agents')}</h2>
      {floor.active.length === 0 ? (
        <Empty words={say('floor.agents.none')} />
      ) : (
        <table className="floor-table">
          <thead>
            <tr>
              <th scope="col">{say('floor.agents.role')}</th>
              <th scope="col">{say('floor.agents.count')}</th>
            </tr>
          </thead>
          <tbody>
            {floor.active.map(({ role, accounts }) => (
              <tr key={role}>
                <th scope="row">{say(`role.${role}`)}</th>
                <td>{accounts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Hours({ floor }: Part): ReactNode {
  const { say, when, root } = usePage()
  const { hours, peak, offPeak } = floor
  const at = useMemo(() => hours.map((hour) => hour.at), [hours])
  const [received, minutes] = [say('floor.hours.received'), say('floor.hours.minutes')]
  const series = useMemo(
    () => [
      { words: received, values: hours.map((hour) => hour.received) },
      {
        words: minutes,
        values: hours.map((hour) => (hour.minutesToDispatch === null ? null : Math.round(hour.minutesToDispatch))),
      },
    ],
    [hours, received, minutes],
  )
  if (hours.length === 0) return null
  const time = (value: number | null): string =>
    value === null ? say('floor.hours.unknown') : durationWords(Math.round(value), say)
  const total = new Intl.NumberFormat(root.language).format(hours.reduce((sum, hour) => sum + hour.received, 0))
  return (
    <section className="panel">
      <h2>{say('floor.hours')}</h2>
      <LineChart
        summary={say('floor.hours.summary', { total, peak: time(peak), offPeak: time(offPeak) })}
        at={at}
        printAt={(moment) => `${when(moment)}–${when(moment + HOUR).slice(-5)}`}
        series={series}
      />
    </section>
  )
}

function Units({ units }: { readonly units: readonly FloorUnit[] }): ReactNode {
  const { say, root } = usePage()
  const percent = new Intl.NumberFormat(root.language, { style: 'percent' })
  return (
    <section className="panel">
      <h2>{say('floor.units')}</h2>
      {units.length === 0 ? (
        <Empty words={say('floor.units.none')} />
      ) : (
        <Scroll label={say('floor.units')}>
          <table className="floor-table">
            <thead>
              <tr>
                <th scope="col">{say('floor.units.unit')}</th>
                <th scope="col">{say('floor.units.overdue')}</th>
                <th scope="col">{say('floor.units.open')}</th>
                <th scope="col">{say('floor.units.received')}</th>
                <th scope="col">{say('floor.units.unsolved')}</th>
              </tr>
            </thead>
            <tbody>
              {units.map(({ code, name, open, overdue, received, unsolved }) => (
                <tr key={code}>
                  <th scope="row">
                    <Link to={`/staff/floor/units/${encodeURIComponent(code)}`}>{name}</Link>
                  </th>
                  <td className={overdue > 0 ? 'late' : undefined}>
                    {overdue > 0 && <span aria-hidden="true">⚠ </span>}
                    {overdue}
                  </td>
                  <td>{open}</td>
                  <td>{received}</td>
                  <td>{unsolved === null ? '—' : percent.format(unsolved)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="hint">{say('floor.units.shown', { count: units.length })}</p>
        </Scroll>
      )}
    </section>
  )
}
