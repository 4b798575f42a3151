import type { ReactNode } from 'react'
import { KeyHint } from '../../kit/button.tsx'
import { idOf } from '../../kit/error-summary.tsx'
import type { AskedQuestion } from './questions.ts'

interface QuestionProps extends Omit<AskedQuestion, 'field'> {
  readonly form: string
  /** The one that number keys answer now. */
  readonly isOpen: boolean
  readonly onAnswer: (value: string) => void
}

/** One question as it is asked, its answers side by side with their number. */
export function Question({ form, name, words, value, options, isOpen, onAnswer }: QuestionProps): ReactNode {
  return (
    <fieldset className={isOpen ? 'callback-question open' : 'callback-question'}>
      <legend>{words}</legend>
      <div className="callback-answers">
        {options.map((option, index) => {
          const id = index === 0 ? idOf(form, name) : `${idOf(form, name)}-${option.value}`
          return (
            <label key={option.value} htmlFor={id} className={value === option.value ? 'chosen' : undefined}>
              <input
                type="radio"
                id={id}
                name={name}
                value={option.value}
                checked={value === option.value}
                onChange={() => onAnswer(option.value)}
              />
              {option.label}
              {isOpen && <KeyHint keys={String(index + 1)} />}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
