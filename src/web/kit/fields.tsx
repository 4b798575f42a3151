import type { HTMLInputTypeAttribute, ReactNode } from 'react'
import { idOf, problemWords } from './error-summary.tsx'
import { problemOf, type Problem } from './problems.ts'
import { usePage } from './use-page.ts'

export interface FieldProps {
  /** Id of the form: field ids begin with it, so that two forms may stand on one page. */
  readonly form: string
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly value?: string | undefined
  readonly isOptional?: boolean
  readonly problems?: readonly Problem[]
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

/** Label, hint, what is wrong, and the control in between, tied together for those who listen. */
function useField({ form, name, hint, problems = [] }: FieldProps) {
  const { say } = usePage()
  const id = idOf(form, name)
  const problem = problemOf(problems, name)
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter((part) => part !== '').join(' ')
  return {
    id,
    words: problem ? problemWords(problem, say) : undefined,
    control: {
      id,
      name,
      'aria-invalid': problem ? true : undefined,
      'aria-describedby': described === '' ? undefined : described,
    },
  }
}

function Around({ field, children }: { readonly field: FieldProps; readonly children: ReactNode }): ReactNode {
  const { say } = usePage()
  const { id, words } = useField(field)
  return (
    <div className={words ? 'field has-problem' : 'field'}>
      <label htmlFor={id}>
        {field.label}
        {field.isOptional && <span className="optional">{say('optional')}</span>}
      </label>
      <Notes id={id} hint={field.hint} words={words} />
      {children}
    </div>
  )
}

function Notes({ id, hint, words }: { id: string; hint: string | undefined; words: string | undefined }): ReactNode {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {words && (
        <p className="problem" id={`${id}-problem`}>
          <span aria-hidden="true">⚠ </span>
          {words}
        </p>
      )}
    </>
  )
}

interface TextFieldProps extends FieldProps {
  readonly type?: HTMLInputTypeAttribute
  readonly list?: string
  readonly inputMode?: 'numeric' | 'tel' | 'text'
  readonly autoComplete?: string
  readonly className?: string
}

export function TextField({
  type = 'text',
  list,
  inputMode,
  autoComplete,
  className,
  ...field
}: TextFieldProps): ReactNode {
  const { control } = useField(field)
  return (
    <Around field={field}>
      <input
        {...control}
        type={type}
        list={list}
        inputMode={inputMode}
        autoComplete={autoComplete ?? 'off'}
        className={className}
        defaultValue={field.value}
      />
    </Around>
  )
}

export function TextArea({ rows = 4, ...field }: FieldProps & { readonly rows?: number }): ReactNode {
  const { control } = useField(field)
  return (
    <Around field={field}>
      <textarea {...control} rows={rows} defaultValue={field.value} />
    </Around>
  )
}

interface SelectProps extends FieldProps {
  readonly options: readonly Option[]
  /** Words of the empty choice; without it the first option is chosen. */
  readonly empty?: string
}

export function Select({ options, empty, ...field }: SelectProps): ReactNode {
  const { control } = useField(field)
  return (
    <Around field={field}>
      <select {...control} defaultValue={field.value}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** A few choices, all in sight. The first radio carries the field's id, for the link of the error summary. */
export function Radios({ options, ...field }: FieldProps & { readonly options: readonly Option[] }): ReactNode {
  const { say } = usePage()
  const { id, words, control } = useField(field)
  return (
    <fieldset className={words ? 'field has-problem' : 'field'} aria-describedby={control['aria-describedby']}>
      <legend>
        {field.label}
        {field.isOptional && <span className="optional">{say('optional')}</span>}
      </legend>
      <Notes id={id} hint={field.hint} words={words} />
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${option.value}`
        return (
          <div className="choice" key={option.value}>
            <input
              type="radio"
              id={optionId}
              name={field.name}
              value={option.value}
              defaultChecked={field.value === option.value}
              aria-describedby={option.hint ? `${optionId}-hint` : undefined}
            />
            <label htmlFor={optionId}>{option.label}</label>
            {option.hint && (
              <p className="hint" id={`${optionId}-hint`}>
                {option.hint}
              </p>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

export function Hidden({ values }: { readonly values: Readonly<Record<string, string>> }): ReactNode {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
