import type { ReactNode } from 'react'
import { satisfactions } from '../../core/work-order/states.ts'
import type { CommandFormView, Typed } from '../command-form-view.ts'
import { Select, TextArea } from '../kit/fields.tsx'
import { idOf, problemWords } from '../kit/error-summary.tsx'
import { problemOf, type Problem } from '../kit/problems.ts'
import { usePage } from '../kit/use-page.ts'
import type { MessageKey } from '../messages/catalogue.ts'

interface RateProps {
  readonly form: string
  readonly view: CommandFormView
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** Mouths of the faces: drawn here, since not every phone has the same pictures. */
const mouths = {
  satisfied: 'M10 22q8 9 16 0',
  basically_satisfied: 'M10 24h16',
  dissatisfied: 'M10 27q8-9 16 0',
} as const
const marks = { yes: 'M8 19l7 7 13-16', no: 'M10 10l16 16M26 10l-16 16' } as const

/** Three questions with large faces and words: the answers are what the unit is measured by. */
export function Rate({ form, view, typed, problems }: RateProps): ReactNode {
  const { say } = usePage()
  const reason = view.fields.find(({ name }) => name === 'unsolvedReason')
  const yesNo = [
    { value: 'yes', mark: marks.yes, words: 'choice.yes' },
    { value: 'no', mark: marks.no, words: 'choice.no' },
  ] as const
  const shared = { form, typed, problems }
  return (
    <section className="rate" aria-labelledby="rate">
      <h2 id="rate">{say('track.rate.title')}</h2>
      <p>{say('track.rate.lead')}</p>
      <Faces {...shared} name="contacted" question={say('track.rate.contacted')} choices={yesNo} />
      <Faces {...shared} name="resolved" question={say('track.rate.resolved')} choices={yesNo} />
      <Faces
        {...shared}
        name="satisfaction"
        question={say('track.rate.satisfaction')}
        choices={satisfactions.map((value) => ({ value, mark: mouths[value], words: `choice.${value}` as const }))}
      />
      <details open={(typed['recordCallback.words']?.[0] ?? '') !== ''}>
        <summary>{say('track.rate.more')}</summary>
        {reason?.kind === 'options' && (
          <Select
            form={form}
            problems={problems}
            name="recordCallback.unsolvedReason"
            label={say('track.rate.reason')}
            isOptional
            options={reason.options}
            empty={say('none')}
            value={typed['recordCallback.unsolvedReason']?.[0]}
          />
        )}
        <TextArea
          form={form}
          problems={problems}
          name="recordCallback.words"
          label={say('track.rate.words')}
          value={typed['recordCallback.words']?.[0]}
          rows={3}
        />
      </details>
      <div className="buttons">
        <button className="primary" name="command" value="recordCallback">
          {say('track.rate.send')}
        </button>
      </div>
    </section>
  )
}

interface FacesProps extends Omit<RateProps, 'view'> {
  readonly name: string
  readonly question: string
  readonly choices: readonly { readonly value: string; readonly mark: string; readonly words: MessageKey }[]
}

function Faces({ form, name, question, choices, typed, problems }: FacesProps): ReactNode {
  const { say } = usePage()
  const field = `recordCallback.${name}`
  const id = idOf(form, field)
  const problem = problemOf(problems, field)
  return (
    <fieldset
      className={problem ? 'field faces has-problem' : 'field faces'}
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <legend>{question}</legend>
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          <span aria-hidden="true">⚠ </span>
          {problemWords(problem, say)}
        </p>
      )}
      <div className="face-row">
        {choices.map(({ value, mark, words }, index) => (
          <label className="face" key={value}>
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={field}
              value={value}
              defaultChecked={typed[field]?.[0] === value}
            />
            <svg className="face-picture" viewBox="0 0 36 36" aria-hidden="true">
              {name === 'satisfaction' && <path d="M18 2a16 16 0 1 0 0 32a16 16 0 1 0 0-32M12 13v2M24 13v2" />}
              <path d={mark} />
            </svg>
            <span>{say(words)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
