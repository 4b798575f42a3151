import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden } from '../kit/fields.tsx'
import { Page } from '../kit/page.tsx'
import { CarriedPhotos } from '../kit/photo-field.tsx'
import { usePage } from '../kit/use-page.ts'
import { carried, firstAnswers, steps } from './report-answers.ts'
import { CheckStep } from './report-check.tsx'
import type { ReportData, ReportState } from './report.server.ts'
import { PlaceStep, WhatStep } from './report-steps.tsx'

export { action, loader } from './report.server.ts'

export const reportForm = 'report'

/** Three screens: what, where and who, check. Every answer travels with the form, so nothing is kept before it is sent. */
export default function Report(): ReactNode {
  const { say } = usePage()
  const page = useLoaderData<ReportData>()
  const state = useActionData<ReportState>() ?? {
    step: 'what',
    formKey: page.formKey,
    answers: firstAnswers,
    photos: [],
    problems: [],
  }
  const { step, answers, photos, problems, formKey } = state
  const title = say(`report.title.${step}`)
  const stepProps = { form: reportForm, answers, photos, problems, page }
  return (
    <Page title={title} formId={reportForm} hasProblem={problems.length > 0}>
      <ErrorSummary form={reportForm} problems={problems} />
      <p className="step-count">{say('report.step', { step: steps.indexOf(step) + 1 })}</p>
      <h1>{title}</h1>
      <form
        method="post"
        action="/report"
        id={reportForm}
        noValidate
        encType={step === 'what' ? 'multipart/form-data' : undefined}
      >
        <Hidden values={{ ...carried(answers, step), step, formKey }} />
        {step !== 'what' && <CarriedPhotos photos={photos} />}
        {step === 'what' && <WhatStep {...stepProps} />}
        {step === 'place' && <PlaceStep {...stepProps} />}
        {step === 'check' && <CheckStep {...stepProps} />}
        <StepButtons step={step} />
      </form>
    </Page>
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
