import type { ReactNode } from 'react'
import { Link, useActionData, useLoaderData, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { When } from '../../kit/clock-view.tsx'
import { Empty } from '../../kit/empty.tsx'
import { usePage } from '../../kit/use-page.ts'
import css from '../../style/callbacks.css?url'
import { DeskPage } from '../desk-page.tsx'
import { Ask } from './ask.tsx'
import { useDone } from '../use-done.ts'
import type { CallbacksData, CallbacksState } from './callbacks.server.ts'

export { action, loader } from './callbacks.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: css }]

/** One requester after another: dial, three questions, on to the next. */
export default function Callbacks(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<CallbacksData>()
  const state = useActionData<CallbacksState>()
  const { subject, waiting } = data
  useDone(data.done, say('callbacks.saved'))
  return (
    <DeskPage
      title={say('callbacks.title')}
      hasProblem={(state?.problems.length ?? 0) > 0}
      head={<span className="badge">{say('callbacks.waiting', { count: waiting })}</span>}
    >
      <div className="callbacks">
        {subject ? <Ask key={subject.number} subject={subject} state={state} /> : <Nobody data={data} />}
        <Waiting data={data} />
      </div>
    </DeskPage>
  )
}

function Nobody({ data: { nextAt } }: { readonly data: CallbacksData }): ReactNode {
  const { say, when } = usePage()
  return <Empty words={nextAt === null ? say('callbacks.none') : say('callbacks.none.until', { when: when(nextAt) })} />
}

/** Who waits, longest first. Attempts lie at different hours by the rule of the city: who is not due is not here. */
function Waiting({ data: { lines, subject } }: { readonly data: CallbacksData }): ReactNode {
  const { say } = usePage()
  return (
    <section className="panel callback-queue" aria-label={say('callbacks.queue')}>
      <h2>{say('callbacks.queue')}</h2>
      {lines.length === 0 && <p className="hint">{say('callbacks.queue.none')}</p>}
      <ol>
        {lines.map(({ number, service, area, dueAt, tries, isTaken }) => (
          <li key={number} aria-current={subject?.number === number ? 'true' : undefined}>
            <Link to={`/staff/callbacks?number=${number}`}>{printedNumber(number)}</Link>
            {tries > 0 && <span className="badge">{say('callbacks.tries', { count: tries })}</span>}
            {isTaken && <span className="badge">{say('callbacks.taken')}</span>}
            <p className="hint one-line">{[service, area].filter((part) => part !== '').join(' · ')}</p>
            <p className="hint">
              {say('callbacks.since')} <When at={dueAt} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
