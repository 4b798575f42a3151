import { useRef, type ReactNode, type RefObject } from 'react'
import { Form, useNavigation } from 'react-router'
import { KeyHint } from '../../kit/button.tsx'
import { idOf, problemWords } from '../../kit/error-summary.tsx'
import { Hidden, TextArea, TextField } from '../../kit/fields.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { MoveConflict } from '../../kit/move-conflict.tsx'
import type { MovesState } from '../../kit/moves.server.ts'
import { problemOf } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import { useSendKey } from '../case/send-key.ts'
import type { DecideData } from './decide-data.server.ts'
import type { DecisionOption } from './decision.ts'

interface DecideFormProps {
  readonly data: DecideData
  readonly view: string
  readonly next: string | null
  readonly state: MovesState
}

const form = 'decide'

/** The choices by their numbers, the reason for the choice, and on to the next. */
export function DecideForm({ data, view, next, state }: DecideFormProps): ReactNode {
  const { say } = usePage()
  const box = useRef<HTMLFormElement>(null)
  const isSending = useNavigation().state === 'submitting'
  const { options, task } = data
  const { number, seq } = data.view
  const { problems, typed } = state
  const chosen = typed['decide.choice']?.[0] ?? onlyOne(options)
  useNumbers(options, box)
  useSendKey(box, say('decide.send'), isSending)
  const problem = problemOf(problems, 'choice')
  const stopped = options.every(({ off }) => off !== null) ? options[0]?.off : undefined
  return (
    <Form method="post" ref={box} className="decide-form" noValidate preventScrollReset>
      <Hidden values={{ number, seq: String(seq), task, view, next: next ?? '' }} />
      <Conflict data={data} state={state} />
      {stopped && <p className="note">{say(`decide.off.${stopped}`)}</p>}
      <fieldset className={problem ? 'field has-problem' : 'field'}>
        <legend>{say('decide.choice')}</legend>
        {problem && <p className="problem">{problemWords(problem, say)}</p>}
        {options.map((option, index) => (
          <Option key={option.value} option={option} index={index} isChosen={chosen === option.value} />
        ))}
      </fieldset>
      {options.some(({ takesUnit }) => takesUnit) && (
        <TextField
          form={form}
          name="unit"
          label={say('decide.unit')}
          value={typed['decide.unit']?.[0]}
          problems={problems}
          list="units"
          isOptional
        />
      )}
      <TextArea
        form={form}
        name="text"
        label={say(task === 'risk' || task === 'unclear' ? 'decide.text.note' : 'decide.text')}
        hint={say('decide.text.hint')}
        value={typed['decide.text']?.[0]}
        problems={problems}
        rows={3}
        isOptional={options.every(({ needsText }) => !needsText)}
      />
      <div className="buttons">
        <button className="primary" disabled={isSending || stopped !== undefined}>
          {say(next === null ? 'decide.send' : 'decide.sendNext')}
          <KeyHint keys="mod+enter" />
        </button>
      </div>
    </Form>
  )
}

/** Somebody else was faster: what they did, beside the decision that was meant. */
function Conflict({ data, state }: Pick<DecideFormProps, 'data' | 'state'>): ReactNode {
  const { difference, typed } = state
  const meant = data.options.find(({ value }) => value === typed['decide.choice']?.[0])
  if (!difference || !meant) return null
  const words = { [`${meant.command}.opinion`]: typed['decide.text'] ?? [] }
  return <MoveConflict difference={difference} meant={meant.command} isOpen={meant.off === null} typed={words} />
}

/** 1 to 9 choose, and lead on to what has to be written. */
function useNumbers(options: readonly DecisionOption[], box: RefObject<HTMLFormElement | null>): void {
  const { say } = usePage()
  const choose = (index: number): void => {
    box.current?.querySelectorAll<HTMLInputElement>('[name=choice]')[index]?.click()
    box.current?.querySelector<HTMLElement>(options[index]?.takesUnit ? '[name=unit]' : '[name=text]')?.focus()
  }
  useKeys(
    options.slice(0, 9).map((option, index) => ({
      keys: String(index + 1),
      words: optionWords(option, say),
      run: () => choose(index),
      isOff: option.off !== null,
    })),
  )
}

/** Where there is nothing to choose it is chosen already. */
function onlyOne(options: readonly DecisionOption[]): string | undefined {
  const [first, ...others] = options.filter(({ off }) => off === null)
  return others.length === 0 ? first?.value : undefined
}

type Say = ReturnType<typeof usePage>['say']
const optionWords = ({ kind, unit }: DecisionOption, say: Say): string => say(`decide.option.${kind}`, { unit })

function Option({
  option,
  index,
  isChosen,
}: {
  readonly option: DecisionOption
  readonly index: number
  readonly isChosen: boolean
}): ReactNode {
  const { say } = usePage()
  const { value, off, kind } = option
  const id = index === 0 ? idOf(form, 'choice') : idOf(form, `choice-${value}`)
  const hint = off === null ? say(`decide.what.${kind}`) : say(`decide.off.${off}`)
  return (
    <div className={off === null ? 'decide-option' : 'decide-option off'}>
      <input
        type="radio"
        id={id}
        name="choice"
        value={value}
        defaultChecked={isChosen}
        disabled={off !== null}
        aria-describedby={`${id}-hint`}
      />
      <label htmlFor={id}>
        {index < 9 && <KeyHint keys={String(index + 1)} />}
        <span>{optionWords(option, say)}</span>
      </label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
