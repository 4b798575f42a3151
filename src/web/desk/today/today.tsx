import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLoaderData, useNavigate, useSubmit, type LinksFunction } from 'react-router'
import { Empty } from '../../kit/empty.tsx'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { usePage } from '../../kit/use-page.ts'
import css from '../../style/today.css?url'
import { alsoAfterRefusal } from '../case/after-refusal.ts'
import { useKeptAction } from '../case/kept-action.ts'
import { CallPanel } from '../case/call-panel.tsx'
import { forgetNote } from '../case/kept-note.ts'
import { OfflineNote } from '../case/offline-note.tsx'
import { useRefresh } from '../case/use-refresh.ts'
import { DeskPage } from '../desk-page.tsx'
import { lanes, type Lane } from './lanes.ts'
import { NextCard, OrderCard } from './order-card.tsx'
import { Asked, Frequent, Month } from './side.tsx'
import type { TodayData, TodayState } from './today.server.ts'

export { action, loader } from './today.server.ts'
export { alsoAfterRefusal as shouldRevalidate }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: css }]

/** The unit's day: what is due next, what to contact, handle and wait for, and what others ask. */
export default function Today(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<TodayData>()
  const state = useKeptAction<TodayState>()
  const { next, month, asked, frequent } = data
  useTodayKeys(data, state)
  useRefresh()
  useForget(data.done, state?.called?.number)
  if (data.isCommunity) return <Community data={data} />
  const isEmpty = next === null && lanes.every((lane) => data.lanes[lane].lines.length === 0)
  return (
    <DeskPage
      title={say('today.title')}
      hasProblem={(state?.problems.length ?? 0) > 0}
      head={data.back > 0 && <p className="badge urgent">{say('today.back', { n: data.back })}</p>}
    >
      <OfflineNote />
      <ErrorSummary form="contact" problems={state?.problems ?? []} />
      <Done data={data} state={state} />
      <div className="today">
        <div className="today-main">
          {state?.called && (
            <CallPanel
              key={state.called.number}
              called={state.called}
              about={aboutOf(data, state.called.number)}
              address="/staff/today"
              typed={state.typed}
              problems={state.problems}
            />
          )}
          {next && next.number !== state?.called?.number && <NextCard line={next} />}
          {isEmpty ? (
            <Empty words={say('today.empty')}>
              <p>{say('today.empty.hint')}</p>
            </Empty>
          ) : (
            <div className="lanes">
              {lanes.map((lane) => (
                <LaneList key={lane} lane={lane} {...data.lanes[lane]} />
              ))}
            </div>
          )}
        </div>
        <div className="today-side">
          <Asked asked={asked} />
          {month && <Month month={month} />}
          <Frequent frequent={frequent} />
        </div>
      </div>
    </DeskPage>
  )
}

/** What the order is about that somebody is called for. */
function aboutOf({ next, lanes: all }: TodayData, number: string): string {
  const line = [next, ...lanes.flatMap((lane) => all[lane].lines)].find((each) => each?.number === number)
  return line ? [line.matter, line.place].filter((part) => part !== '').join(' · ') : ''
}

function Done({ data, state }: { readonly data: TodayData; readonly state: TodayState | undefined }): ReactNode {
  const { say } = usePage()
  if (data.done === null || state) return null
  return <output className="success">{say('today.done', { command: say(`command.${data.done}`) })}</output>
}

function LaneList({ lane, lines, more }: { readonly lane: Lane } & TodayData['lanes'][Lane]): ReactNode {
  const { say } = usePage()
  return (
    <section className={`lane ${lane}`} aria-labelledby={`lane-${lane}`}>
      <h2 id={`lane-${lane}`}>
        {say(`today.lane.${lane}`)} <span className="count">{lines.length + more}</span>
      </h2>
      {lines.length === 0 && <p className="hint">{say(`today.lane.${lane}.empty`)}</p>}
      <ul>
        {lines.map((line) => (
          <OrderCard key={line.number} line={line} />
        ))}
      </ul>
      {more > 0 && (
        <p>
          <Link to="/staff/queue?task=lead">{say('today.lane.more', { n: more })}</Link>
        </p>
      )}
    </section>
  )
}

/** A community has no orders of its own. */
function Community({ data }: { readonly data: TodayData }): ReactNode {
  const { say } = usePage()
  return (
    <DeskPage title={say('today.community.title')}>
      <Done data={data} state={undefined} />
      <p className="hint">{say('today.community.hint')}</p>
      {data.asked.length === 0 ? <Empty words={say('today.community.empty')} /> : <Asked asked={data.asked} />}
    </DeskPage>
  )
}

const cards = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-card]')]

/** The order that keys act on: the card with the focus, or what is due next. */
const activeNumber = (next: TodayData['next']): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-number]')?.dataset['number'] ?? next?.number

function useTodayKeys({ next, lanes: all }: TodayData, state: TodayState | undefined): void {
  const { say } = usePage()
  const submit = useSubmit()
  const navigate = useNavigate()
  const move = (step: number): void => {
    const list = cards()
    const at = list.findIndex((card) => card === document.activeElement)
    list[Math.max(0, Math.min(list.length - 1, at + step))]?.focus()
  }
  const send = (command: 'call' | 'note'): void => {
    const number = activeNumber(next)
    if (number === undefined) return
    const line = [next, ...lanes.flatMap((lane) => all[lane].lines)].find((each) => each?.number === number)
    if (line === undefined || line === null) return
    const mayLook = command === 'call' && line.mayCall === 'yes'
    void submit({ number, command: mayLook ? 'call' : 'note' }, { method: 'post', preventScrollReset: true })
  }
  useKeys([
    { keys: 'j', words: say('today.key.next'), run: () => move(1) },
    { keys: 'k', words: say('today.key.previous'), run: () => move(-1) },
    { keys: 'arrowdown', words: say('today.key.next'), run: () => move(1) },
    { keys: 'arrowup', words: say('today.key.previous'), run: () => move(-1) },
    { keys: 'c', words: say('today.call'), run: () => send('call') },
    { keys: 'n', words: say('today.contact'), run: () => send('note'), isOff: state?.called !== undefined },
    {
      keys: 'escape',
      words: say('today.key.close'),
      run: () => void navigate('/staff/today', { preventScrollReset: true }),
      isOff: state?.called === undefined,
    },
  ])
}

/** A note that was recorded is kept no longer; the focus goes on to what is due next. */
function useForget(done: TodayData['done'], number: string | undefined): void {
  const called = useRef<string>(undefined)
  useEffect(() => {
    if (number !== undefined) {
      called.current = number
      return
    }
    if (done !== 'recordContact' || called.current === undefined) return
    forgetNote(`contact.${called.current}`)
    called.current = undefined
    cards()[0]?.focus()
  }, [done, number])
}
