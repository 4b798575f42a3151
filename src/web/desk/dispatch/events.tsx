import { useState, type ReactNode } from 'react'
import { Link, useLoaderData, useNavigate, useRevalidator, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { Button } from '../../kit/button.tsx'
import { Clock, When } from '../../kit/clock-view.tsx'
import { Empty } from '../../kit/empty.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useLive } from '../../kit/live.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/dispatch.css?url'
import { DeskPage } from '../desk-page.tsx'
import { EventPeople } from './event-people.tsx'
import { useActs, useDelayed } from './use-acts.ts'
import type { ClusterView, EventsData, EventView } from './events.server.ts'

export { loader } from './events.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const moving = ['merged', 'unmerged', 'child_attached', 'child_detached', 'registered', 'classified', 'replied']

/** One matter of many people: what grows, who owns it, whom it touches. */
export default function Events(): ReactNode {
  const { say } = usePage()
  const { events, clusters, shown } = useLoaderData<EventsData>()
  const { revalidate } = useRevalidator()
  const navigate = useNavigate()
  const refresh = useDelayed(() => void revalidate(), 1_500)
  useLive('change', ({ type }) => moving.includes(type) && refresh())
  const acts = useActs()
  const at = events.findIndex(({ number }) => number === shown?.event.number)
  const go = (step: number): void => {
    const next = events[Math.max(0, Math.min(events.length - 1, at + step))]
    if (next) void navigate(addressOf(next), { replace: true, preventScrollReset: true })
  }
  useKeys([
    { keys: 'j', words: say('kit.row.next'), run: () => go(1) },
    { keys: 'k', words: say('kit.row.previous'), run: () => go(-1) },
    { keys: 'z', words: say('dispatch.undo'), run: () => void acts.undo() },
  ])
  return (
    <DeskPage title={say('events.title')} head={<p className="hint">{say('events.hint')}</p>}>
      <Clusters clusters={clusters} events={events} acts={acts} />
      <h2>{say('events.open')}</h2>
      {events.length === 0 ? (
        <Empty words={say('events.empty')} />
      ) : (
        <div className="hard-columns">
          <EventList events={events} shown={shown?.event.number} />
          {shown && <ShownEvent key={shown.event.number} shown={shown} acts={acts} />}
        </div>
      )}
    </DeskPage>
  )
}

const addressOf = ({ number }: EventView): string => `/staff/dispatch/events?number=${number}`

function EventList({
  events,
  shown,
}: {
  readonly events: readonly EventView[]
  readonly shown: string | undefined
}): ReactNode {
  const { say } = usePage()
  return (
    <nav aria-label={say('events.open')} className="event-list">
      {events.map((event) => (
        <Link
          key={event.number}
          to={addressOf(event)}
          replace
          preventScrollReset
          aria-current={event.number === shown ? 'true' : undefined}
        >
          <strong>{say('events.people', { n: event.childCount + 1 })}</strong>{' '}
          {event.service || say('request.no-service')}
          <span className="hint block">{event.area}</span>
          <span className="hint block">{event.unit || say(`state.${event.state}`)}</span>
        </Link>
      ))}
    </nav>
  )
}

type Acts = ReturnType<typeof useActs>

function ShownEvent({
  shown: { event, children, reply },
  acts,
}: {
  readonly shown: NonNullable<EventsData['shown']>
  readonly acts: Acts
}): ReactNode {
  const { say } = usePage()
  const navigate = useNavigate()
  const open = (): void => void navigate(`/staff/requests/${event.number}`)
  useKeys([{ keys: 'b', words: say('events.broadcast.key'), run: open }])
  return (
    <article className="panel hard-case" aria-label={printedNumber(event.number)}>
      <h2>
        <a href={`/staff/requests/${event.number}`}>{printedNumber(event.number)}</a>{' '}
        <span className="badge">{say(`state.${event.state}`)}</span>{' '}
        <span className="badge">{say('events.people', { n: event.childCount + 1 })}</span>
      </h2>
      <p className="words">{event.matter}</p>
      <dl className="facts">
        <div>
          <dt>{say('events.owner')}</dt>
          <dd>{event.unit || say('events.owner.none')}</dd>
        </div>
        <div>
          <dt>{say('queue.due')}</dt>
          <dd>
            <Clock dueAt={event.dueAt} />
          </dd>
        </div>
        {event.grewAt !== null && (
          <div>
            <dt>{say('events.grew')}</dt>
            <dd>
              <When at={event.grewAt} />
            </dd>
          </div>
        )}
      </dl>
      <h3>{say('events.broadcast')}</h3>
      <p className="words">{reply || say('events.broadcast.none', { n: event.childCount + 1 })}</p>
      {reply !== '' && <p className="hint">{say('events.broadcast.done', { n: event.childCount + 1 })}</p>}
      <div className="buttons">
        <Button keys="b" onPress={open}>
          {say('events.broadcast.key')}
        </Button>
      </div>
      <EventPeople
        items={children.filter(({ number }) => !acts.gone.has(number))}
        onSplit={(numbers) =>
          void acts.send(
            'split',
            numbers.map((number) => ({ number, seq: 0 })),
            { note: say('dispatch.ask.split.note') },
          )
        }
      />
    </article>
  )
}

interface ClustersProps {
  readonly clusters: readonly ClusterView[]
  readonly events: readonly EventView[]
  readonly acts: Acts
}

/** The same thing at the same place that waits one by one: one key makes it one matter. */
function Clusters({ clusters, events, acts }: ClustersProps): ReactNode {
  const { say } = usePage()
  const [merged, setMerged] = useState<ReadonlySet<string>>(new Set())
  const left = clusters.filter((cluster) => !merged.has(keyOf(cluster)))
  const merge = async (cluster: ClusterView): Promise<void> => {
    const known = events.find((event) => keyOf(event) === keyOf(cluster))
    const parent = known?.number ?? cluster.numbers[0] ?? ''
    const others = cluster.numbers.filter((number) => number !== parent).map((number) => ({ number, seq: 0 }))
    setMerged((all) => new Set([...all, keyOf(cluster)]))
    const done = await acts.send('merge', others, { parent })
    acts.offerUndo('split', done, say('dispatch.merged', { n: done.length, parent: printedNumber(parent) }))
  }
  const [first] = left
  useKeys([{ keys: 'm', words: say('events.merge.first'), run: () => first && void merge(first), isOff: !first }])
  if (left.length === 0) return null
  return (
    <section aria-labelledby="clusters">
      <h2 id="clusters">{say('events.clusters')}</h2>
      <ul className="case-list clusters">
        {left.map((cluster, index) => (
          <li key={keyOf(cluster)}>
            <span>
              <strong>{say('events.cluster', { n: cluster.numbers.length })}</strong> {cluster.service} · {cluster.area}{' '}
              <span className="hint">
                {say('events.last')} <When at={cluster.lastAt} />
              </span>
            </span>
            <Button {...(index === 0 ? { keys: 'm' } : {})} onPress={() => void merge(cluster)}>
              {say('events.merge')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const keyOf = ({ serviceCode, areaCode }: { readonly serviceCode: string | null; readonly areaCode: string | null }) =>
  `${serviceCode} ${areaCode}`
