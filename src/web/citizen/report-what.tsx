import type { ReactNode } from 'react'
import { filesMost } from '../../core/work-order/attachment.ts'
import { requestTypes } from '../../core/work-order/states.ts'
import { Radios, TextArea } from '../kit/fields.tsx'
import { EmergencyNumbers } from '../kit/page.tsx'
import { PhotoField } from '../kit/photo-field.tsx'
import { problemOf, type Problem } from '../kit/problems.ts'
import { usePage } from '../kit/use-page.ts'
import type { Answers } from './report-answers.ts'
import type { ReportData } from './report.server.ts'

export interface StepProps {
  readonly form: string
  readonly answers: Answers
  /** Keys of the photos that wait. */
  readonly photos: readonly string[]
  readonly problems: readonly Problem[]
  readonly page: ReportData
  /** Name of the service that was agreed to. */
  readonly service: string
}

/** One box and photos. The kind of request is asked in passing: staff can correct it, nobody has to know it. */
export function WhatStep({ form, answers, photos, problems, service }: StepProps): ReactNode {
  const { say } = usePage()
  const field = { form, problems }
  return (
    <>
      <Danger />
      <TextArea
        {...field}
        name="matter"
        label={say('report.matter')}
        hint={say('report.matter.hint')}
        value={answers.matter}
        rows={5}
      />
      <p className="hint">{say('report.matter.dictate')}</p>
      <SafetyNotice />
      <Guess answers={answers} service={service} />
      <output id="neighbours" className="note" hidden />
      <section id="answers" className="found-answers" aria-labelledby="answers-title" hidden>
        <h2 id="answers-title">{say('report.answers')}</h2>
        <div className="found" />
      </section>
      <PhotoField {...field} photos={photos} most={filesMost.citizen} hint={say('report.photos.hint')} />
      <RequestType form={form} answers={answers} problems={problems} />
    </>
  )
}

function Danger(): ReactNode {
  const { say, root } = usePage()
  if (root.site.emergencyNumbers.length === 0) return null
  return (
    <p className="danger-line">
      {say('report.danger')} <EmergencyNumbers />
    </p>
  )
}

/** Shown by the living page when the words speak of fire, gas or people in danger. */
function SafetyNotice(): ReactNode {
  const { say } = usePage()
  return (
    <div id="safety" className="warning" role="alert" hidden>
      <p>
        <strong>{say('report.safety')}</strong>
      </p>
      <div className="safety-advice">
        <EmergencyNumbers />
      </div>
      <p>{say('report.safety.after')}</p>
    </div>
  )
}

/** What we think it is: the living page fills it in; without script only what was agreed to before travels along. */
function Guess({ answers, service }: Pick<StepProps, 'answers' | 'service'>): ReactNode {
  return (
    <>
      <input type="hidden" name="service" defaultValue={answers.service} />
      <output id="guess" className="guess" data-name={service} hidden />
    </>
  )
}

export function RequestType({ form, answers, problems }: Pick<StepProps, 'form' | 'answers' | 'problems'>): ReactNode {
  const { say } = usePage()
  const chosen = requestTypes.find((type) => type === answers.requestType) ?? 'complaint'
  const isWrong = problemOf(problems, 'requestType') !== undefined
  return (
    <details open={isWrong || chosen !== 'complaint'}>
      <summary>{say('report.type.summary', { type: say(`requestType.${chosen}`) })}</summary>
      <Radios
        form={form}
        problems={problems}
        name="requestType"
        label={say('report.type')}
        value={answers.requestType}
        options={requestTypes.map((value) => ({ value, label: say(`requestType.${value}`) }))}
      />
    </details>
  )
}
