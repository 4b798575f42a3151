import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { TextField } from '../kit/fields.tsx'
import { usePage } from '../kit/use-page.ts'
import life from '../life/home.ts?worker&url'
import { CitizenPage } from './citizen-page.tsx'
import type { TrackState } from './track.server.ts'

export { action, loader } from './track.server.ts'

const form = 'track'

export default function Track(): ReactNode {
  const { say, root } = usePage()
  const { number } = useLoaderData<{ number: string }>()
  const state = useActionData<TrackState>() ?? { number, code: '', problems: [] }
  const { problems } = state
  return (
    <CitizenPage title={say('track.title')} formId={form} hasProblem={problems.length > 0} life={life}>
      <ErrorSummary form={form} problems={problems} />
      <h1>{say('track.title')}</h1>
      <form method="post" action="/track" id={form} noValidate>
        <TextField
          form={form}
          problems={problems}
          name="number"
          label={say('track.number')}
          hint={say('track.number.hint')}
          value={state.number}
          inputMode="numeric"
          className="short"
        />
        <TextField
          form={form}
          problems={problems}
          name="code"
          label={say('track.code')}
          hint={say('track.code.hint')}
          value={state.code}
          className="short"
        />
        <div className="buttons">
          <button className="primary">{say('track.open')}</button>
        </div>
      </form>
      <p>{say('track.lost', { hotline: root.site.hotline })}</p>
    </CitizenPage>
  )
}
