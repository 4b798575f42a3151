import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden } from '../kit/fields.tsx'
import { Datalists } from '../kit/long-list.tsx'
import { DeskPage } from './desk-page.tsx'
import { usePage } from '../kit/use-page.ts'
import { CallerFields, MatterFields, PlaceFields, ServiceFields } from './new-fields.tsx'
import type { NewData, NewState } from './new.server.ts'

export { action, loader } from './new.server.ts'

const form = 'new'

export default function New(): ReactNode {
  const { say } = usePage()
  const { lists, formKey } = useLoaderData<NewData>()
  const state = useActionData<NewState>() ?? { typed: {}, formKey, problems: [], found: null, registered: null }
  const { problems, typed, registered } = state
  const field = { form, problems, typed }
  return (
    <DeskPage title={say('new.title')} hasProblem={problems.length > 0}>
      <ErrorSummary form={form} problems={problems} />
      {registered && (
        <output className="success">
          {say('new.done', { number: printedNumber(registered.number), code: registered.code })}{' '}
          <a href={`/staff/requests/${registered.number}`}>{say('staff.find.send')}</a>
        </output>
      )}
      <form method="post" action="/staff/new" id={form} noValidate className="columns">
        <Hidden values={{ formKey: state.formKey }} />
        <div>
          <MatterFields {...field} />
          <ServiceFields {...field} found={state.found} />
        </div>
        <div>
          <PlaceFields {...field} />
          <CallerFields {...field} />
          <div className="buttons">
            <button className="primary" name="go" value="register">
              {say('new.send')}
            </button>
          </div>
        </div>
      </form>
      <Datalists lists={lists} />
    </DeskPage>
  )
}
