import type { ReactNode } from 'react'
import { confidentialities } from '../../core/work-order/states.ts'
import { Radios, Select, TextField } from '../kit/fields.tsx'
import { problemOf } from '../kit/problems.ts'
import { usePage } from '../kit/use-page.ts'
import type { StepProps } from './report-what.tsx'

export function PlaceStep(props: StepProps): ReactNode {
  return (
    <>
      <PlaceFields {...props} />
      <output id="neighbours" className="note" hidden />
      <IdentityChoice {...props} />
      <WhoFields {...props} />
    </>
  )
}

export function PlaceFields({ form, answers, problems, page }: Omit<StepProps, 'photos' | 'service'>): ReactNode {
  const { say } = usePage()
  const field = { form, problems }
  return (
    <fieldset>
      <legend>{say('report.place.legend')}</legend>
      <input type="hidden" name="latitude" defaultValue={answers.latitude} />
      <input type="hidden" name="longitude" defaultValue={answers.longitude} />
      <button type="button" id="use-position" hidden>
        {say('report.position')}
      </button>
      <output id="position-note" className="position-note">
        {answers.latitude !== '' && say('report.position.kept')}
      </output>
      <Select
        {...field}
        name="district"
        label={say('report.district')}
        value={answers.district}
        options={page.districts}
        empty={say('report.district.none')}
      />
      {page.hasStreets && (
        <TextField
          {...field}
          name="street"
          label={say('report.street')}
          hint={say('report.street.hint')}
          isOptional
          value={answers.street}
        />
      )}
      <TextField
        {...field}
        name="address"
        label={say('report.address')}
        hint={say('report.address.hint')}
        value={answers.address}
        autoComplete="off"
      />
      {page.hasMap && (
        <details id="place-map" hidden>
          <summary>{say('report.map')}</summary>
          <p className="hint">{say('report.map.hint')}</p>
          <div className="map-frame" aria-hidden="true" />
          <button type="button" className="quiet map-back" hidden>
            {say('report.map.back')}
          </button>
        </details>
      )}
    </fieldset>
  )
}

/** Three ways, each with what it means in plain words; the larger text folds them behind the usual one. */
export function IdentityChoice({
  form,
  answers,
  problems,
}: Pick<StepProps, 'form' | 'answers' | 'problems'>): ReactNode {
  const { say, root } = usePage()
  const chosen = confidentialities.find((each) => each === answers.confidentiality) ?? 'normal'
  const choice = (
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
  )
  if (!root.isElder) return choice
  const isWrong = problemOf(problems, 'confidentiality') !== undefined
  return (
    <details open={isWrong || chosen !== 'normal'}>
      <summary>{say('report.identity.summary', { identity: say(`report.identity.${chosen}`) })}</summary>
      {choice}
    </details>
  )
}

/** Not to be filled in by who stays anonymous: the style hides it then, and the server would not keep it. */
export function WhoFields({ form, answers, problems }: Pick<StepProps, 'form' | 'answers' | 'problems'>): ReactNode {
  const { say } = usePage()
  const field = { form, problems }
  const isMoreOpen =
    answers.name !== '' || answers.door !== '' || problems.some(({ field: name }) => name === 'name' || name === 'door')
  return (
    <fieldset className="who-fields" aria-describedby={`${form}-who-hint`}>
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
      <details open={isMoreOpen}>
        <summary>{say('report.who.more')}</summary>
        <TextField
          {...field}
          name="name"
          label={say('report.name')}
          isOptional
          value={answers.name}
          autoComplete="name"
          className="short"
        />
        <TextField
          {...field}
          name="door"
          label={say('report.door')}
          hint={say('report.door.hint')}
          isOptional
          value={answers.door}
          className="short"
        />
      </details>
    </fieldset>
  )
}
