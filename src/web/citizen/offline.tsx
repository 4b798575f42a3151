import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { TextArea, Hidden } from '../kit/fields.tsx'
import { usePage } from '../kit/use-page.ts'
import life from '../life/report.ts?worker&url'
import { CitizenPage } from './citizen-page.tsx'
import { firstAnswers } from './report-answers.ts'
import { DraftNote } from './report-notes.tsx'
import { IdentityChoice, PlaceFields, WhoFields } from './report-place.tsx'
import type { ReportData } from './report.server.ts'
import { reportWords } from './report-words.ts'

export { loader } from './report.server.ts'

const form = 'report'

/**
 * The whole form on one page, which the browser keeps for when there is no network: what is written waits on
 * the phone and is filed later. With a network and without script it leads on to the check as the others do.
 */
export default function Offline(): ReactNode {
  const { say, root } = usePage()
  const page = useLoaderData<ReportData>()
  const parts = { form, answers: firstAnswers, problems: [], page: { ...page, hasMap: false } }
  return (
    <CitizenPage title={say('offline.title')} life={life}>
      <div id="offline-saved" className="success" tabIndex={-1} hidden>
        <h2>{say('offline.saved.title')}</h2>
        <p>{say('offline.saved.text')}</p>
        <p>
          <a href="/report">{say('done.again')}</a>
        </p>
      </div>
      <form
        method="post"
        action="/report"
        id={form}
        noValidate
        encType="multipart/form-data"
        data-mode="offline"
        data-fresh="yes"
        data-words={reportWords(root.language)}
      >
        <h1>{say('offline.title')}</h1>
        <p>{say('offline.lead')}</p>
        <DraftNote />
        <div id="offline-problem" className="error-summary" role="alert" tabIndex={-1} hidden>
          <h2>{say('problem.title')}</h2>
          <p />
        </div>
        <Hidden values={{ step: 'place', formKey: page.formKey, requestType: firstAnswers.requestType }} />
        <TextArea form={form} name="matter" label={say('report.matter')} hint={say('report.matter.hint')} rows={5} />
        <PlaceFields {...parts} />
        <IdentityChoice {...parts} />
        <WhoFields {...parts} />
        <p className="hint">{say('offline.photos')}</p>
        <div className="buttons">
          <button className="primary" name="go" value="next">
            {say('offline.save')}
          </button>
        </div>
      </form>
    </CitizenPage>
  )
}
