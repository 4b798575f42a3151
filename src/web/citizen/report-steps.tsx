import type { ReactNode } from 'react'
import { filesMost } from '../../core/work-order/attachment.ts'
import { confidentialities, requestTypes } from '../../core/work-order/states.ts'
import { Radios, Select, TextArea, TextField } from '../kit/fields.tsx'
import { EmergencyNumbers } from '../kit/page.tsx'
import { PhotoField } from '../kit/photo-field.tsx'
import type { Problem } from '../kit/problems.ts'
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
}

export function WhatStep({ form, answers, photos, problems }: StepProps): ReactNode {
  const { say, root } = usePage()
  const field = { form, problems }
  return (
    <>
      {root.site.emergencyNumbers.length > 0 && (
        <p className="warning">
          {say('report.danger')} <EmergencyNumbers />
        </p>
      )}
      <TextArea
        {...field}
        name="matter"
        label={say('report.matter')}
        hint={say('report.matter.hint')}
        value={answers.matter}
        rows={6}
      />
      <PhotoField {...field} photos={photos} most={filesMost.citizen} hint={say('report.photos.hint')} />
      <Radios
        {...field}
        name="requestType"
        label={say('report.type')}
        value={answers.requestType}
        options={requestTypes.map((value) => ({ value, label: say(`requestType.${value}`) }))}
      />
    </>
  )
}

export function PlaceStep(props: StepProps): ReactNode {
  const { form, answers, problems } = props
  const { say } = usePage()
  return (
    <>
      <PlaceFields {...props} />
      <Radios
        form={form}
        problems={problems}
        name="confidentiality"
        label={say('report.identity.legend')}
        value={answers.confidentiality}
        options={confidentialities.map((value) => ({
          value,
          label: say(`report.identity.${value}`),
          hint: say(`report.identity.${value}.hint`),
        }))}
      />
      <WhoFields {...props} />
    </>
  )
}

function PlaceFields({ form, answers, problems, page }: StepProps): ReactNode {
  const { say } = usePage()
  const field = { form, problems }
  return (
    <fieldset>
      <legend>{say('report.place.legend')}</legend>
      <Select
        {...field}
        name="district"
        label={say('report.district')}
        value={answers.district}
        options={page.districts}
        empty={say('report.district.none')}
      />
      {page.streets.length > 0 && (
        <>
          <TextField
            {...field}
            name="street"
            label={say('report.street')}
            hint={say('report.street.hint')}
            isOptional
            value={answers.street}
            list="streets"
          />
          <datalist id="streets">
            {page.streets.map((street) => (
              <option key={street}>{street}</option>
            ))}
          </datalist>
        </>
      )}
      <TextField
        {...field}
        name="address"
        label={say('report.address')}
        hint={say('report.address.hint')}
        value={answers.address}
        autoComplete="off"
      />
    </fieldset>
  )
}

function WhoFields({ form, answers, problems }: StepProps): ReactNode {
  const { say } = usePage()
  const field = { form, problems }
  return (
    <fieldset aria-describedby={`${form}-who-hint`}>
      <legend>{say('report.who.legend')}</legend>
      <p className="hint" id={`${form}-who-hint`}>
        {say('report.who.hint')}
      </p>
      <TextField
        {...field}
        name="phone"
        label={say('report.phone')}
        type="tel"
        value={answers.phone}
        autoComplete="tel"
        className="short"
      />
      <TextField
        {...field}
        name="name"
        label={say('report.name')}
        isOptional
        value={answers.name}
        autoComplete="name"
        className="short"
      />
      <TextField {...field} name="door" label={say('report.door')} isOptional value={answers.door} className="short" />
    </fieldset>
  )
}
