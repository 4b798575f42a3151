import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { urgencyLevels } from '../../core/deadline/terms.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import { openStates } from '../../core/work-order/states.ts'
import { Clock } from '../kit/clock-view.tsx'
import { Select } from '../kit/fields.tsx'
import { DeskPage } from './desk-page.tsx'
import { Scroll } from '../kit/scroll.tsx'
import { usePage } from '../kit/use-page.ts'
import type { QueueData, QueueLine } from './queue.server.ts'

export { loader } from './queue.server.ts'

export default function Queue(): ReactNode {
  const { say, when, root } = usePage()
  const data = useLoaderData<QueueData>()
  return (
    <DeskPage
      title={say('queue.title')}
      head={
        <>
          <p className="hint">{say('queue.asOf', { when: when(root.now) })}</p>
          <OpenByNumber />
        </>
      }
    >
      {data.hasQueue ? (
        <>
          <Filters data={data} />
          <Lines data={data} />
        </>
      ) : (
        <p>{say('queue.none')}</p>
      )}
    </DeskPage>
  )
}

function OpenByNumber(): ReactNode {
  const { say } = usePage()
  return (
    <form method="get" action="/staff/queue" className="inline-form">
      <label htmlFor="open-number">{say('staff.find')}</label>
      <input id="open-number" name="number" inputMode="numeric" autoComplete="off" size={18} />
      <button>{say('staff.find.send')}</button>
    </form>
  )
}

function Filters({ data }: { readonly data: QueueData }): ReactNode {
  const { say } = usePage()
  const { filters, tasks } = data
  const shared = { form: 'filter', empty: say('queue.filter.all') }
  return (
    <form method="get" action="/staff/queue" className="inline-form filters" aria-label={say('queue.filter')}>
      {tasks.length > 1 && (
        <Select
          {...shared}
          name="task"
          label={say('queue.filter.task')}
          value={filters.task}
          options={tasks.map((value) => ({ value, label: say(`task.${value}`) }))}
        />
      )}
      <Select
        {...shared}
        name="level"
        label={say('queue.filter.level')}
        value={filters.level}
        options={urgencyLevels.map((value) => ({ value, label: say(`level.${value}`) }))}
      />
      <Select
        {...shared}
        name="state"
        label={say('queue.filter.state')}
        value={filters.state}
        options={openStates.map((value) => ({ value, label: say(`state.${value}`) }))}
      />
      <button>{say('queue.filter.apply')}</button>
      {isFiltered(data) && <a href="/staff/queue">{say('queue.empty.clear')}</a>}
    </form>
  )
}

const isFiltered = ({ filters }: QueueData): boolean => Object.values(filters).some((value) => value !== '')

function Lines({ data }: { readonly data: QueueData }): ReactNode {
  const { say } = usePage()
  const { lines, next, isFirst } = data
  if (lines.length === 0) return <p>{isFiltered(data) ? say('queue.empty.filtered') : say('queue.empty')}</p>
  return (
    <>
      <Scroll label={say('queue.title')}>
        <table className="queue">
          <caption>{say('queue.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('queue.number')}</th>
              <th scope="col">{say('queue.due')}</th>
              <th scope="col">{say('queue.why')}</th>
              <th scope="col">{say('queue.filter.state')}</th>
              <th scope="col">{say('queue.matter')}</th>
              <th scope="col">{say('queue.unit')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <Line key={`${line.number} ${line.task}`} line={line} isNext={isFirst && index === 0} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="pages">
        {!isFirst && <a href="/staff/queue">{say('queue.first')}</a>}
        {next !== null && <a href={next}>{say('queue.more')}</a>}
      </p>
    </>
  )
}

function Line({ line, isNext }: { readonly line: QueueLine; readonly isNext: boolean }): ReactNode {
  const { say } = usePage()
  return (
    <tr className={isNext ? 'next-due' : undefined}>
      <th scope="row">
        <a href={`/staff/requests/${line.number}`}>{printedNumber(line.number)}</a>
        {isNext && <span className="badge">{say('queue.nextDue')}</span>}
      </th>
      <td>
        <Clock dueAt={line.dueAt} />
      </td>
      <td>{say(`task.${line.task}`)}</td>
      <td>
        {say(`state.${line.state}`)}
        <br />
        <span className={line.level === 'L1' ? 'level urgent' : 'level'}>
          {line.isAlarm && <span aria-hidden="true">⚠ </span>}
          {say(`level.${line.level}`)}
        </span>
      </td>
      <td className="matter-cell">
        {line.matter}
        <span className="hint">
          {[line.service || say('request.no-service'), line.area].filter((part) => part !== '').join(' · ')}
        </span>
      </td>
      <td>{line.unit || '—'}</td>
    </tr>
  )
}
