import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { commandFields, type CommandName } from '../../core/work-order/fields.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden } from '../kit/fields.tsx'
import { Datalists } from '../kit/long-list.tsx'
import { MoveForms } from '../kit/move-forms.tsx'
import { DeskPage } from './desk-page.tsx'
import { usePage } from '../kit/use-page.ts'
import { usualMoves } from './usual-moves.ts'
import { Identity } from './request-identity.tsx'
import { Clocks, Facts } from './request-facts.tsx'
import { Callbacks, Overlays, Timeline, WorkOrders } from './request-records.tsx'
import type { RequestPageData, RequestState } from './request.server.ts'

export { action, loader } from './request.server.ts'

const form = 'request'

/** One request: what it is, its clocks, what can be done, and everything that happened. */
export default function RequestPage(): ReactNode {
  const { say } = usePage()
  const page = useLoaderData<RequestPageData>()
  const state = useActionData<RequestState>() ?? { typed: {}, meant: '', problems: [] }
  const { request, forms, lists, identity, done } = page
  const { problems } = state
  const title = say('request.title', { number: printedNumber(request.number) })
  const doneCommand = isCommand(done) ? done : undefined
  return (
    <DeskPage
      title={title}
      hasProblem={problems.length > 0}
      head={
        <>
          <span className="badge">{say(`state.${request.state}`)}</span>
          {request.isAlarm && (
            <span className="badge urgent">
              <span aria-hidden="true">⚠ </span>
              {say('request.alarm')}
            </span>
          )}
        </>
      }
    >
      <ErrorSummary form={form} problems={problems} />
      {doneCommand && problems.length === 0 && (
        <output className="success">{say('request.done', { command: say(`command.${doneCommand}`) })}</output>
      )}
      <form
        method="post"
        action={`/staff/requests/${request.number}`}
        id={form}
        noValidate
        className="columns wide-left"
      >
        <Hidden values={{ seq: String(request.seq) }} />
        <div>
          <Facts request={request} />
          <Identity form={form} identity={identity} state={state} />
          <WorkOrders request={request} />
          <Overlays request={request} />
          <Callbacks request={request} />
        </div>
        <div>
          <Clocks request={request} />
          <h2>{say('request.moves')}</h2>
          {forms.length === 0 ? (
            <p>{say('request.moves.none')}</p>
          ) : (
            <MoveForms form={form} forms={forms} usual={usualMoves(request.state)} {...state} />
          )}
        </div>
      </form>
      <Timeline request={request} />
      <Datalists lists={lists} />
    </DeskPage>
  )
}

const isCommand = (text: string | null): text is CommandName => text !== null && Object.hasOwn(commandFields, text)
