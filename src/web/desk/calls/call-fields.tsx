import type { KeyboardEvent, ReactNode } from 'react'
import { KeyHint } from '../../kit/button.tsx'
import { idOf, problemWords } from '../../kit/error-summary.tsx'
import { problemOf } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import type { CallField } from './call-values.ts'
import type { CallDesk } from './use-call-desk.ts'

export const callForm = 'calls'

interface CallFieldProps {
  readonly desk: CallDesk
  readonly name: CallField
  readonly label: string
  readonly keys?: string
}

/** Label with its shortcut, what is wrong, and the control in between. */
export function CallFieldBox({
  desk,
  name,
  label,
  keys,
  children,
}: CallFieldProps & { readonly children: ReactNode }): ReactNode {
  const { say } = usePage()
  const id = idOf(callForm, name)
  const problem = problemOf(desk.problems, name)
  return (
    <div className={problem ? 'field has-problem' : 'field'}>
      <label htmlFor={id}>
        {label}
        {keys !== undefined && <KeyHint keys={keys} />}
      </label>
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          <span aria-hidden="true">⚠ </span>
          {problemWords(problem, say)}
        </p>
      )}
      {children}
    </div>
  )
}

const controlOf = ({ values, set, problems }: CallDesk, name: CallField) => {
  const id = idOf(callForm, name)
  return {
    id,
    name,
    value: values[name],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
    'aria-invalid': problemOf(problems, name) ? true : undefined,
    'aria-describedby': problemOf(problems, name) ? `${id}-problem` : undefined,
    autoComplete: 'off',
  } as const
}

interface LineProps extends CallFieldProps {
  readonly type?: 'text' | 'tel'
}

export function CallLine({ type = 'text', ...field }: LineProps): ReactNode {
  return (
    <CallFieldBox {...field}>
      <input type={type} {...controlOf(field.desk, field.name)} />
    </CallFieldBox>
  )
}

interface NotesProps extends CallFieldProps {
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

export function CallNotes({ onKeyDown, ...field }: NotesProps): ReactNode {
  return (
    <CallFieldBox {...field}>
      <textarea {...controlOf(field.desk, field.name)} onKeyDown={onKeyDown} />
    </CallFieldBox>
  )
}

interface SelectProps extends CallFieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly empty?: string
}

export function CallSelect({ options, empty, ...field }: SelectProps): ReactNode {
  return (
    <CallFieldBox {...field}>
      <select {...controlOf(field.desk, field.name)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </CallFieldBox>
  )
}

/** A few choices side by side. */
export function CallChoice({ options, ...field }: SelectProps): ReactNode {
  const { desk, name, label, keys } = field
  return (
    <fieldset className="field call-choice">
      <legend>
        {label}
        {keys !== undefined && <KeyHint keys={keys} />}
      </legend>
      <div className="call-choices">
        {options.map(({ value, label: words }, index) => {
          const id = index === 0 ? idOf(callForm, name) : `${idOf(callForm, name)}-${value}`
          return (
            <label key={value} htmlFor={id} className="call-option">
              <input
                type="radio"
                id={id}
                name={name}
                value={value}
                checked={desk.values[name] === value}
                onChange={() => desk.set({ [name]: value })}
              />
              {words}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
