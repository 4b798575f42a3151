import type { ReactNode } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { ErrorPage } from '../kit/error-page.tsx'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { TextField } from '../kit/fields.tsx'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import type { Expired } from './tracked.server.ts'

const form = 'again'

/** The hour was over in the middle of a form: the code is asked for once more, and what was typed goes along. */
export function TrackedExpired(): ReactNode {
  const error = useRouteError()
  const expired = isRouteErrorResponse(error) ? (error.data as Expired | string | null) : null
  if (expired !== null && typeof expired === 'object' && expired.kind === 'expired')
    return <AskAgain expired={expired} />
  const status = isRouteErrorResponse(error) ? error.status : 500
  return <ErrorPage status={status} note={typeof expired === 'string' ? expired : undefined} />
}

function AskAgain({ expired }: { readonly expired: Expired }): ReactNode {
  const { say } = usePage()
  const { number, fields, problems } = expired
  const typed = fields.filter(([name, value]) => name.includes('.') && value.trim() !== '' && value.length > 3)
  const title = say('track.expired.title')
  return (
    <Page title={title} hasProblem={problems.length > 0}>
      <ErrorSummary form={form} problems={problems} />
      <h1>{title}</h1>
      <p>{say('track.expired.text')}</p>
      {typed.map(([name, value]) => (
        <blockquote className="words" key={name}>
          {value}
        </blockquote>
      ))}
      <form method="post" action="/track/request" id={form} noValidate encType="multipart/form-data">
        {fields.map(([name, value], index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same name may come several times
          <input type="hidden" name={name} value={value} key={`${name} ${index}`} />
        ))}
        <TextField
          form={form}
          problems={problems}
          name="number"
          label={say('track.number')}
          hint={say('track.number.hint')}
          value={number === '' ? '' : printedNumber(number)}
          inputMode="numeric"
          className="short"
        />
        <TextField
          form={form}
          problems={problems}
          name="code"
          label={say('track.code')}
          hint={say('track.code.hint')}
          className="short"
        />
        <div className="buttons">
          <button className="primary">{say('track.expired.send')}</button>
        </div>
      </form>
    </Page>
  )
}
