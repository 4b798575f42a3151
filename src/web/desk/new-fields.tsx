import type { ReactNode } from 'react'
import { urgencyLevels } from '../../core/deadline/terms.ts'
import { confidentialities, requesterKinds, requestTypes } from '../../core/work-order/states.ts'
import type { Typed } from '../command-form-view.ts'
import type { FoundService } from '../house/find-services.ts'
import { idOf } from '../kit/error-summary.tsx'
import { Radios, Select, TextArea, TextField } from '../kit/fields.tsx'
import type { Problem } from '../kit/problems.ts'
import { usePage } from '../kit/use-page.ts'

interface NewFieldsProps {
  readonly form: string
  readonly problems: readonly Problem[]
  readonly typed: Typed
}

export function MatterFields({ form, problems, typed }: NewFieldsProps): ReactNode {
  const { say } = usePage()
  const field = (name: string) => ({ form, problems, name, value: typed[name]?.[0] })
  return (
    <>
      <TextArea {...field('matter')} label={say('new.matter')} hint={say('new.matter.hint')} rows={5} />
      <TextArea {...field('ownWords')} label={say('new.ownWords')} isOptional rows={3} />
    </>
  )
}

export function PlaceFields({ form, problems, typed }: NewFieldsProps): ReactNode {
  const { say } = usePage()
  const field = (name: string) => ({ form, problems, name, value: typed[name]?.[0] })
  return (
    <>
      <TextField {...field('areaCode')} label={say('new.area')} hint={say('new.area.hint')} isOptional list="areas" />
      <TextField {...field('place')} label={say('report.address')} isOptional />
      <TextField {...field('earlierNumber')} label={say('request.earlier')} isOptional className="short" />
    </>
  )
}

export function ServiceFields({
  form,
  problems,
  typed,
  found,
}: NewFieldsProps & { readonly found: readonly FoundService[] | null }): ReactNode {
  const { say } = usePage()
  const chosen = typed['serviceCode']?.[0] ?? ''
  const options = (found ?? []).map(({ code, name, path, level }) => ({
    value: code,
    label: name,
    hint: `${path} · ${code} · ${level}`,
  }))
  return (
    <>
      <div className="search-line">
        <TextField
          form={form}
          problems={problems}
          name="search"
          label={say('new.service.search')}
          value={typed['search']?.[0]}
        />
        <button name="go" value="search">
          {say('new.service.search.send')}
        </button>
      </div>
      {found !== null && found.length === 0 && <p id={idOf(form, 'nothing')}>{say('new.service.nothing')}</p>}
      {found !== null && found.length > 0 && (
        <Radios
          form={form}
          problems={problems}
          name="serviceCode"
          label={say('new.service.found')}
          value={chosen}
          options={[...options, { value: '', label: say('new.service.later') }]}
        />
      )}
      <Select
        form={form}
        problems={problems}
        name="level"
        label={say('new.level')}
        isOptional
        value={typed['level']?.[0]}
        options={urgencyLevels.map((value) => ({ value, label: say(`level.${value}`) }))}
        empty={say('new.level.service')}
      />
    </>
  )
}

export function CallerFields({ form, problems, typed }: NewFieldsProps): ReactNode {
  const { say } = usePage()
  const field = (name: string, otherwise = '') => ({ form, problems, name, value: typed[name]?.[0] ?? otherwise })
  return (
    <>
      <Select
        {...field('requestType', 'complaint')}
        label={say('request.type')}
        options={requestTypes.map((value) => ({ value, label: say(`requestType.${value}`) }))}
      />
      <Select
        {...field('requesterKind', 'person')}
        label={say('new.requesterKind')}
        options={requesterKinds.map((value) => ({ value, label: say(`requesterKind.${value}`) }))}
      />
      <Select
        {...field('confidentiality', 'normal')}
        label={say('request.confidentiality')}
        options={confidentialities.map((value) => ({ value, label: say(`confidentiality.${value}`) }))}
      />
      <TextField {...field('name')} label={say('report.name')} isOptional />
      <TextField {...field('phone')} label={say('report.phone')} isOptional type="tel" />
      <TextField {...field('door')} label={say('report.door')} isOptional />
    </>
  )
}
