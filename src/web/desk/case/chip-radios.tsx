import type { ReactNode } from 'react'
import { KeyHint } from '../../kit/button.tsx'
import { idOf, problemWords } from '../../kit/error-summary.tsx'
import { problemOf, type Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'

interface ChipRadiosProps {
  readonly form: string
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  readonly problems: readonly Problem[]
  readonly options: readonly { readonly value: string; readonly label: string; readonly keys?: string }[]
  readonly onChoose?: (value: string) => void
}

/** A few choices in one line, each as large as a finger. The first carries the field's id. */
export function ChipRadios({ form, name, label, value, problems, options, onChoose }: ChipRadiosProps): ReactNode {
  const { say } = usePage()
  const id = idOf(form, name)
  const problem = problemOf(problems, name)
  return (
    <fieldset
      className={problem ? 'chip-radios has-problem' : 'chip-radios'}
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <legend>{label}</legend>
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          <span aria-hidden="true">⚠ </span>
          {problemWords(problem, say)}
        </p>
      )}
      <div className="chip-line">
        {options.map((option, index) => (
          <label key={option.value} className="chip-choice">
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${option.value}`}
              name={name}
              value={option.value}
              defaultChecked={value === option.value}
              onChange={() => onChoose?.(option.value)}
            />
            <span>{option.label}</span>
            {option.keys !== undefined && <KeyHint keys={option.keys} />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
