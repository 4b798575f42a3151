import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { filesMost } from '../../core/work-order/attachment.ts'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden } from '../kit/fields.tsx'
import { CarriedPhotos } from '../kit/photo-field.tsx'
import { usePage } from '../kit/use-page.ts'
import life from '../life/report.ts?worker&url'
import { CitizenPage } from './citizen-page.tsx'
import { carried, firstAnswers, steps } from './report-answers.ts'
import { CheckStep } from './report-check.tsx'
import type { ReportData, ReportState } from './report.server.ts'
import { DraftNote, OfflineNote, SentNote } from './report-notes.tsx'
import { PlaceStep } from './report-place.tsx'
import { WhatStep } from './report-what.tsx'
import { reportWords } from './report-words.ts'

export { action, loader } from './report.server.ts'

export const reportForm = 'report'

/** Three screens: what, where and who, check. Every answer travels with the form, so nothing is kept before it is sent. */
export default function Report(): ReactNode {
  const { say, root } = usePage()
  const page = useLoaderData<ReportData>()
  const sent = useActionData<ReportState>()
  const state = sent ?? {
    step: 'what',
    formKey: page.formKey,
    answers: firstAnswers,
    photos: [],
    problems: [],
    service: '',
  }
  const { step, answers, photos, problems, formKey, service } = state
  const title = say(`report.title.${step}`)
  const stepProps = { form: reportForm, answers, photos, problems, page, service }
  return (
    <CitizenPage title={title} formId={reportForm} hasProblem={problems.length > 0} life={life}>
      <ErrorSummary form={reportForm} problems={problems} />
      <SentNote />
      <form
        method="post"
        action="/report"
        id={reportForm}
        noValidate
        encType="multipart/form-data"
        data-fresh={sent ? undefined : 'yes'}
        data-photos-most={filesMost.citizen}
        data-words={reportWords(root.language)}
      >
        <p className="step-count">{say('report.step', { step: steps.indexOf(step) + 1 })}</p>
        <h1>{title}</h1>
        <DraftNote />
        <Hidden values={{ ...carried(answers, step), step, formKey }} />
        {step !== 'what' && <CarriedPhotos photos={photos} />}
        {step === 'what' && <WhatStep {...stepProps} />}
        {step === 'place' && <PlaceStep {...stepProps} />}
        {step === 'check' && <CheckStep {...stepProps} />}
        <OfflineNote />
        <StepButtons step={step} />
      </form>
    </CitizenPage>
  )
}

function StepButtons({ step }: { readonly step: ReportState['step'] }): ReactNode {
  const { say } = usePage()
  const before = steps[steps.indexOf(step) - 1]
  return (
    <div className="buttons">
      {step === 'check' ? (
        <button className="primary" name="go" value="send">
          {say('report.send')}
        </button>
      ) : (
        <button className="primary" name="go" value="next">
          {say('report.next')}
        </button>
      )}
      {before && (
        <button className="quiet" name="go" value={before}>
          {say('report.back')}
        </button>
      )}
    </div>
  )
}
