import type { ReactNode } from 'react'
import { When } from '../kit/clock-view.tsx'
import { Scroll } from '../kit/scroll.tsx'
import { usePage } from '../kit/use-page.ts'
import { isMessageKey } from '../messages/catalogue.ts'
import type { RequestData, WorkOrderData } from './request-data.server.ts'

interface RecordProps {
  readonly request: RequestData
}

const Maybe = ({ at }: { readonly at: number | null }): ReactNode => (at === null ? '—' : <When at={at} />)

export function WorkOrders({ request }: RecordProps): ReactNode {
  const { say } = usePage()
  if (request.workOrders.length === 0) return null
  return (
    <section className="panel">
      <h2>{say('request.workOrders')}</h2>
      <Scroll label={say('request.workOrders')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('request.workOrder')}</th>
              <th scope="col">{say('request.dispatched')}</th>
              <th scope="col">{say('request.signed')}</th>
              <th scope="col">{say('request.contacted')}</th>
              <th scope="col">{say('request.replied')}</th>
              <th scope="col">{say('request.overlay.due')}</th>
              <th scope="col">{say('request.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {request.workOrders.map((order) => (
              <WorkOrderRow key={order.ordinal} order={order} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function WorkOrderRow({ order }: { readonly order: WorkOrderData }): ReactNode {
  const { say } = usePage()
  return (
    <tr>
      <th scope="row">
        {order.ordinal} · {say(`request.role.${order.role}`)} · {order.unit}
        {order.round > 1 && <span className="hint">{say('request.round', { round: order.round })}</span>}
      </th>
      <td>
        <Maybe at={order.dispatchedAt} />
      </td>
      <td>
        <Maybe at={order.signedAt} />
      </td>
      <td>
        <Maybe at={order.contactedAt} />
      </td>
      <td>
        <Maybe at={order.repliedAt} />
        {order.isLate && <span className="clock over">⚠ {say('clock.late')}</span>}
      </td>
      <td>
        <When at={order.dueAt} />
        <details className="why">
          <summary>{say('request.clock.why')}</summary>
          <p>{order.why}</p>
        </details>
      </td>
      <td>{order.outcome === null ? say('request.open') : say(`outcome.${order.outcome}`)}</td>
    </tr>
  )
}

export function Overlays({ request }: RecordProps): ReactNode {
  const { say } = usePage()
  if (request.overlays.length === 0) return null
  return (
    <section className="panel">
      <h2>{say('request.overlays')}</h2>
      <Scroll label={say('request.overlays')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('request.overlay')}</th>
              <th scope="col">{say('request.state')}</th>
              <th scope="col">{say('request.overlay.opened')}</th>
              <th scope="col">{say('request.overlay.due')}</th>
              <th scope="col">{say('request.overlay.decided')}</th>
            </tr>
          </thead>
          <tbody>
            {request.overlays.map((overlay) => (
              <tr key={overlay.ordinal}>
                <th scope="row">
                  {[String(overlay.ordinal), say(`overlay.${overlay.kind}`), overlay.unit]
                    .filter((part) => part !== '')
                    .join(' · ')}
                  {overlay.reason !== '' && <span className="hint">{overlay.reason}</span>}
                </th>
                <td>{say(`overlayState.${overlay.state}`)}</td>
                <td>
                  <When at={overlay.openedAt} />
                </td>
                <td>
                  <Maybe at={overlay.dueAt} />
                </td>
                <td>
                  <Maybe at={overlay.decidedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

export function Callbacks({ request }: RecordProps): ReactNode {
  const { say } = usePage()
  if (request.callbacks.length === 0) return null
  const yesOrNo = (value: boolean | null): string => (value === null ? '—' : say(value ? 'yes' : 'no'))
  return (
    <section className="panel">
      <h2>{say('request.callbacks')}</h2>
      <Scroll label={say('request.callbacks')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('request.outcome')}</th>
              <th scope="col">{say('field.contacted')}</th>
              <th scope="col">{say('field.resolved')}</th>
              <th scope="col">{say('field.satisfaction')}</th>
            </tr>
          </thead>
          <tbody>
            {request.callbacks.map((callback) => (
              <tr key={callback.ordinal}>
                <th scope="row">
                  {say(`callbackResult.${callback.result}`)} · <When at={callback.at} />
                </th>
                <td>{yesOrNo(callback.contacted)}</td>
                <td>{yesOrNo(callback.resolved)}</td>
                <td>{callback.satisfaction === null ? '—' : say(`choice.${callback.satisfaction}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

/** Words of an event are called as the field that they were typed in. */
function TextName({ name }: { readonly name: string }): ReactNode {
  const { say } = usePage()
  const key = `field.${name}`
  return isMessageKey(key) ? <span className="text-name">{say(key)}</span> : null
}

export function Timeline({ request }: RecordProps): ReactNode {
  const { say } = usePage()
  if (request.entries.length === 0) return null
  return (
    <section className="panel">
      <h2>{say('request.timeline')}</h2>
      <ol className="timeline" reversed>
        {request.entries.toReversed().map((entry) => (
          <li key={entry.seq}>
            <p className="timeline-head">
              <strong>{say(`event.${entry.type}`)}</strong>
              {entry.toUnit !== '' && <span>→ {entry.toUnit}</span>}
              <span>{[say(`role.${entry.role}`), entry.unit].filter((part) => part !== '').join(' · ')}</span>
              <When at={entry.at} />
            </p>
            {entry.texts.map(({ name, words }) => (
              <p className="words" key={name}>
                <TextName name={name} />
                {words}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
