import type { ReactNode } from 'react'
import { printedNumber } from '../../core/work-order/number.ts'
import { Clock, When } from '../kit/clock-view.tsx'
import { usePage } from '../kit/use-page.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import type { ClockData, RequestData } from './request-data.server.ts'

export function Facts({ request }: { readonly request: RequestData }): ReactNode {
  const { say } = usePage()
  const { channel } = request
  return (
    <section className="panel">
      <h2>{say('request.matter')}</h2>
      {request.title !== '' && <p className="matter-title">{request.title}</p>}
      <p className="words">{request.matter}</p>
      <dl className="facts">
        <Fact name="request.service">{request.service || say('request.no-service')}</Fact>
        <Fact name="request.level">{say(`level.${request.level}`)}</Fact>
        <Fact name="request.area">{request.area}</Fact>
        <Fact name="request.place">{request.place}</Fact>
        <Fact name="request.lead">{request.leadUnit}</Fact>
        <Fact name="request.district">{request.districtUnit}</Fact>
        <Fact name="request.type">{say(`requestType.${request.requestType}`)}</Fact>
        <Fact name="request.confidentiality">{say(`confidentiality.${request.confidentiality}`)}</Fact>
        <Fact name="request.channel">{isChannel(channel) ? say(`channel.${channel}`) : channel}</Fact>
        <Fact name="request.registered">
          <When at={request.registeredAt} />
        </Fact>
        {request.earlierNumber !== null && (
          <Fact name="request.earlier">
            <RequestLink number={request.earlierNumber} />
          </Fact>
        )}
        {request.parentNumber !== null && (
          <Fact name="request.parent">
            <RequestLink number={request.parentNumber} />
          </Fact>
        )}
        {request.childCount > 0 && <Fact name="request.children">{request.childCount}</Fact>}
        {request.disposition !== null && (
          <Fact name="request.outcome">{say(`disposition.${request.disposition}`)}</Fact>
        )}
      </dl>
    </section>
  )
}

const channels = ['phone', 'web-form', 'api', 'import'] as const
const isChannel = (text: string): text is (typeof channels)[number] => (channels as readonly string[]).includes(text)

const RequestLink = ({ number }: { readonly number: string }): ReactNode => (
  <a href={`/staff/requests/${number}`}>{printedNumber(number)}</a>
)

function Fact({ name, children }: { readonly name: MessageKey; readonly children: ReactNode }): ReactNode {
  const { say } = usePage()
  if (children === '' || children === null) return null
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Clocks({ request }: { readonly request: RequestData }): ReactNode {
  const { say, when } = usePage()
  const { clocks, promisedAt } = request
  if (clocks.length === 0 && promisedAt === null) return null
  return (
    <section className="panel">
      <h2>{say('request.clocks')}</h2>
      <dl className="clocks">
        {clocks.map((clock) => (
          <div key={clock.name}>
            <dt>{say(`request.clock.${clock.name}`)}</dt>
            <dd>
              <ClockState clock={clock} />
            </dd>
          </div>
        ))}
        {promisedAt !== null && (
          <div>
            <dt>{say('request.clock.promised')}</dt>
            <dd>{when(promisedAt)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function ClockState({ clock }: { readonly clock: ClockData }): ReactNode {
  const { say, when } = usePage()
  const { dueAt, metAt, why } = clock
  return (
    <>
      {metAt === null ? (
        <Clock dueAt={dueAt} />
      ) : (
        <span className={metAt > dueAt ? 'clock over' : 'clock met'}>
          <strong>
            <span aria-hidden="true">{metAt > dueAt ? '⚠ ' : '✓ '}</span>
            {say(metAt > dueAt ? 'clock.late' : 'clock.met')}
          </strong>{' '}
          {when(metAt)}
        </span>
      )}
      {why !== '' && (
        <details className="why">
          <summary>{say('request.clock.why')}</summary>
          <p>{why}</p>
        </details>
      )}
    </>
  )
}
