/* oxlint-disable jsx-a11y/prefer-tag-over-role, react/no-unstable-nested-components -- the rows of a list of any length are no table; a row is a function of its item */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, useFetcher, useLoaderData, useNavigate, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { KeyHint } from '../../kit/button.tsx'
import { Clock } from '../../kit/clock-view.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useToasts } from '../../kit/toasts.tsx'
import { usePage } from '../../kit/use-page.ts'
import { VirtualRows } from '../../kit/virtual-rows.tsx'
import reviewCss from '../../style/review.css?url'
import todayCss from '../../style/today.css?url'
import { useRefresh } from '../case/use-refresh.ts'
import { DeskPage } from '../desk-page.tsx'
import type { HandlerData, TeamData, TeamLine, TeamState } from './team.server.ts'

export { action, loader } from './team.server.ts'

export const links: LinksFunction = () => [todayCss, reviewCss].map((href) => ({ rel: 'stylesheet', href }))

const nobody: ReadonlySet<string> = new Set()

/** Who has how much in hand, what nobody has yet, and one key to give it to somebody. */
export default function Team(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<TeamData>()
  const { handlers, lines } = data
  const [selected, setSelected] = useState(nobody)
  const [active, setActive] = useState<TeamLine | undefined>()
  const navigate = useNavigate()
  const words = useHandlerWords()
  useRefresh()
  const assign = useAssign(handlers, () => setSelected(nobody))
  const meant = selected.size > 0 ? [...selected] : active ? [active.number] : []
  const live = handlers.filter(({ role }) => role !== null)
  useKeys(
    live.slice(0, 9).map((handler, index) => ({
      keys: String(index + 1),
      words: say('team.assign.to', { handler: words(handler) }),
      run: () => assign(meant, handler.id),
      isOff: meant.length === 0,
    })),
  )
  const nameOf = (id: string | null): string => {
    const handler = handlers.find((each) => each.id === id)
    return handler ? words(handler) : say('team.unassigned')
  }
  return (
    <DeskPage title={say('team.title')} head={<p className="hint">{say('team.hint')}</p>}>
      <Handlers data={data} live={live} />
      <AssignLine
        live={live}
        selected={selected.size}
        isOff={meant.length === 0}
        onAssign={(id) => assign(meant, id)}
      />
      <div className="team-rows">
        <VirtualRows
          label={say('team.orders')}
          items={lines}
          idOf={({ number }) => number}
          columns="10rem minmax(0, 3fr) minmax(6rem, 1fr) minmax(6rem, 1fr)"
          rowHeight={60}
          onOpen={({ number }) => void navigate(`/staff/today/${number}`)}
          onActive={setActive}
          selected={selected}
          onSelect={setSelected}
          empty={say('team.empty')}
          head={(['due', 'matter', 'handler', 'state'] as const).map((column) => (
            <span role="columnheader" key={column}>
              {say(`team.column.${column}`)}
            </span>
          ))}
          row={(line) => <TeamCells line={line} handler={nameOf(line.handler)} />}
        />
      </div>
    </DeskPage>
  )
}

interface AssignLineProps {
  readonly live: readonly HandlerData[]
  readonly selected: number
  readonly isOff: boolean
  readonly onAssign: (handler: string) => void
}

/** The handlers by their numbers, for the hand as for the keys. */
function AssignLine({ live, selected, isOff, onAssign }: AssignLineProps): ReactNode {
  const { say } = usePage()
  const words = useHandlerWords()
  if (live.length === 0) return null
  return (
    <div className="assign-line">
      <span>{say('team.assign')}</span>
      {live.slice(0, 9).map((handler, index) => (
        <button key={handler.id} type="button" disabled={isOff} onClick={() => onAssign(handler.id)}>
          {words(handler)}
          <KeyHint keys={String(index + 1)} />
        </button>
      ))}
      <output>{selected > 0 && say('team.assign.selected', { n: selected })}</output>
    </div>
  )
}

function TeamCells({ line, handler }: { readonly line: TeamLine; readonly handler: string }): ReactNode {
  const { say } = usePage()
  return (
    <>
      <span role="gridcell">
        <Clock dueAt={line.dueAt} />
      </span>
      <span role="gridcell">
        <Link to={`/staff/today/${line.number}`} tabIndex={-1} className="one-line block">
          {line.isAlarm && <span aria-hidden="true">⚠ </span>}
          {line.matter || printedNumber(line.number)}
        </Link>
        <span className="hint one-line">{[line.service, line.place].filter((part) => part !== '').join(' · ')}</span>
      </span>
      <span role="gridcell">{handler}</span>
      <span role="gridcell">{say(`state.${line.state}`)}</span>
    </>
  )
}

/** Each handler as a view of the list, with what is in hand. */
function Handlers({ data, live }: { readonly data: TeamData; readonly live: readonly HandlerData[] }): ReactNode {
  const { say } = usePage()
  const words = useHandlerWords()
  const { view, unassigned, handlers } = data
  const cards = [
    { id: 'none', words: say('team.unassigned'), ...unassigned, soon: 0 },
    ...handlers.map((handler) => ({ ...handler, words: words(handler) })),
    { id: '', words: say('team.view.all'), open: null, overdue: 0, soon: 0 },
  ]
  return (
    <>
      {live.length === 0 && <p className="note">{say('team.none')}</p>}
      <nav className="handler-cards" aria-label={say('team.handlers')}>
        {cards.map(({ id, words: name, open, overdue, soon }) => (
          <Link
            key={id}
            to={`/staff/team?view=${id}`}
            className="handler-card"
            aria-current={view === id ? 'page' : undefined}
          >
            <strong>{name}</strong>
            {open !== null && <span>{say('team.open', { n: open })}</span>}
            {overdue > 0 && (
              <span className="clock over">
                <span aria-hidden="true">⚠ </span>
                {say('team.overdue', { n: overdue })}
              </span>
            )}
            {soon > 0 && <span className="clock soon">{say('team.soon', { n: soon })}</span>}
          </Link>
        ))}
      </nav>
    </>
  )
}

function useHandlerWords(): (handler: HandlerData) => string {
  const { say } = usePage()
  return ({ role, account, label }) => {
    if (role === null) return say('team.former', { account })
    const name = say('team.handler', { role: say(`role.${role}`), account })
    return label === '' || label === 'demo' ? name : `${label} · ${account}`
  }
}

/** Sends the assignment and says what came of it. */
function useAssign(handlers: readonly HandlerData[], done: () => void) {
  const { say } = usePage()
  const words = useHandlerWords()
  const toasts = useToasts()
  const fetcher = useFetcher<TeamState>()
  const told = useRef<TeamState>(undefined)
  useEffect(() => {
    const { data, state } = fetcher
    if (!data || state !== 'idle' || told.current === data) return
    told.current = data
    const handler = handlers.find(({ id }) => id === data.handler)
    if (data.assigned > 0)
      toasts.show({ words: say('team.assigned', { n: data.assigned, handler: handler ? words(handler) : '' }) })
    if (data.refused > 0) toasts.show({ words: say('team.refused', { n: data.refused }), look: 'bad' })
    done()
  }, [fetcher, handlers, toasts, say, words, done])
  return (numbers: readonly string[], handler: string): void => {
    const body = new URLSearchParams([...numbers.map((number) => ['number', number]), ['handler', handler]])
    void fetcher.submit(body, { method: 'post', action: '/staff/team' })
  }
}
