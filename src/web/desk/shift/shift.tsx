import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useActionData, useLoaderData, useNavigate, useRevalidator, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { Clock } from '../../kit/clock-view.tsx'
import { Empty } from '../../kit/empty.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useLive } from '../../kit/live.tsx'
import { useDone } from '../use-done.ts'
import type { MovesState } from '../../kit/moves.server.ts'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import css from '../../style/shift.css?url'
import { DeskPage } from '../desk-page.tsx'
import { Detail } from './detail.tsx'
import type { ShiftLine } from './shift-lines.server.ts'
import type { ShiftData } from './shift.server.ts'
import { shiftTasks } from './shift-tasks.ts'

export { action, loader } from './shift.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: css }]

/** What the shift lead has to decide or to look at: a task's list, and the one before him beside it. */
export default function Shift(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<ShiftData>()
  const state = useActionData<MovesState>()
  const { task, counts, lines, detail } = data
  useDone(data.done, say('shift.saved'))
  useFresh()
  useLineKeys(data)
  return (
    <DeskPage title={say('shift.title')} hasProblem={(state?.problems.length ?? 0) > 0}>
      <ViewLinks
        label={say('shift.tasks')}
        views={shiftTasks.map((each) => ({
          to: `/staff/shift/${each}`,
          words: say(`shift.task.${each}`),
          isCurrent: each === task,
          count: counts[each],
        }))}
      />
      <p className="hint">{say(`shift.about.${task}`)}</p>
      {lines.length === 0 && !detail ? (
        <Empty words={say('shift.none')} />
      ) : (
        <div className="shift">
          <ol className="shift-lines" aria-label={say(`shift.task.${task}`)}>
            {lines.map((line) => (
              <Line
                key={line.number}
                line={line}
                to={addressOf(data, line)}
                isCurrent={line.number === detail?.request.number}
              />
            ))}
          </ol>
          {detail ? (
            <Detail key={`${task} ${detail.request.number}`} task={task} detail={detail} state={state} />
          ) : (
            <Empty words={say('shift.done')} />
          )}
        </div>
      )}
    </DeskPage>
  )
}

const addressOf = ({ task }: ShiftData, { number }: ShiftLine): string => `/staff/shift/${task}?number=${number}`

interface LineProps {
  readonly line: ShiftLine
  readonly to: string
  readonly isCurrent: boolean
}

function Line({ line, to, isCurrent }: LineProps): ReactNode {
  const { say } = usePage()
  const { number, words, hint, level, dueAt, signals, account, isDone } = line
  return (
    <li>
      <Link to={to} aria-current={isCurrent ? 'true' : undefined} className="shift-line">
        <span className="shift-line-head">
          <strong>{printedNumber(number)}</strong>
          {level !== null && <span className="badge">{level}</span>}
          {account !== '' && <span className="badge">{say('shift.account', { account })}</span>}
          {isDone && <span className="badge">✓ {say('shift.reviewed')}</span>}
          {signals.map((signal) => (
            <span key={signal} className="badge urgent">
              {say(`shift.signal.${signal}`)}
            </span>
          ))}
        </span>
        <span className="one-line">{words}</span>
        <span className="hint one-line">{hint}</span>
        {dueAt !== null && <Clock dueAt={dueAt} />}
      </Link>
    </li>
  )
}

const restMs = 1_500

/** Others decide and reply meanwhile: the list is read anew once it is quiet. What is being typed stays. */
function useFresh(): void {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const later = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void revalidate(), restMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive('change', ({ state }) => {
    if (watched.has(state)) later()
  })
  useLive('resync', later)
}

const watched = new Set(['redirect_review', 'replied', 'termination_review', 'answered_directly'])

/** j and k go through the list; the address follows, so that a line can be sent on. */
function useLineKeys(data: ShiftData): void {
  const { say } = usePage()
  const navigate = useNavigate()
  const { lines, detail } = data
  const at = lines.findIndex(({ number }) => number === detail?.request.number)
  const go = (step: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, at + step))]
    if (line) void navigate(addressOf(data, line), { preventScrollReset: true })
  }
  useKeys([
    { keys: 'j', words: say('kit.row.next'), run: () => go(1) },
    { keys: 'k', words: say('kit.row.previous'), run: () => go(-1) },
  ])
}
