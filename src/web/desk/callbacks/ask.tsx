import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Form, useNavigation, useSubmit } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { Button } from '../../kit/button.tsx'
import { When } from '../../kit/clock-view.tsx'
import { useDraft } from '../../kit/draft.ts'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { Hidden, TextArea } from '../../kit/fields.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useOnline } from '../../kit/online.ts'
import { useSayPresent } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import { leaveField } from '../leave-field.ts'
import { Dial } from './dial.tsx'
import { Question } from './question.tsx'
import { answersOf, fields, questionsOf, type Answered, type AskedQuestion } from './questions.ts'
import type { CallbacksState, SubjectData } from './callbacks.server.ts'

const form = 'callback'
interface AskProps {
  readonly subject: SubjectData
  readonly state: CallbacksState | undefined
}

/** Three questions in their order, answered by number keys; what the requester says in their own words beside. */
export function Ask({ subject, state }: AskProps): ReactNode {
  const { say } = usePage()
  const element = useRef<HTMLFormElement>(null)
  const word = (name: string): string => (state?.typed ?? subject.draft)[name]?.[0] ?? ''
  const [answered, setAnswered] = useState<Answered>(() => answersOf(word))
  const draft = useDraft(element, `callback:${subject.number}`, (name) => name.startsWith('recordCallback.'))
  const tellPresent = useSayPresent(subject.number)
  const isOnline = useOnline()
  const isBusy = useNavigation().state === 'submitting'
  const answer = (name: keyof Answered, value: string): void => {
    draft.touch()
    setAnswered((all) => ({ ...all, [name]: value }))
  }
  const questions = questionsOf(subject, answered, say)
  const open = questions.find(({ value }) => value === '')
  const send = useSend(element, isOnline, isBusy)
  useAskKeys({ subject, open, answer, answered, send })
  const guard = (event: FormEvent): void => {
    // Without a network nothing is sent into the void: the words stay here, and are kept.
    if (!isOnline || isBusy) event.preventDefault()
  }
  return (
    <Form
      method="post"
      action={`/staff/callbacks?number=${subject.number}`}
      id={form}
      ref={element}
      noValidate
      className="panel callback-ask"
      onSubmit={guard}
      onKeyDown={leaveField}
      onInput={() => {
        draft.touch()
        tellPresent()
      }}
    >
      <Hidden values={{ seq: String(subject.seq), number: subject.number }} />
      <ErrorSummary form={form} problems={state?.problems ?? []} />
      {!isOnline && <p className="callback-bar">⚠ {say('callbacks.offline')}</p>}
      <Subject subject={subject} />
      <Dial subject={subject} state={state} />
      <Questions questions={questions} open={open} answer={answer} />
      {answered.resolved === 'no' && (
        <p className="callback-then">{say(subject.reworks ? 'callbacks.rework' : 'callbacks.closes')}</p>
      )}
      <TextArea
        form={form}
        name={fields.words}
        label={say('callbacks.words')}
        value={word(fields.words)}
        rows={3}
        isOptional
      />
      <Ends subject={subject} isBusy={isBusy} />
    </Form>
  )
}

interface QuestionsProps {
  readonly questions: readonly AskedQuestion[]
  readonly open: AskedQuestion | undefined
  readonly answer: (name: keyof Answered, value: string) => void
}

const Questions = ({ questions, open, answer }: QuestionsProps): ReactNode =>
  questions.map((question) => (
    <Question
      key={question.name}
      form={form}
      {...question}
      isOpen={question === open}
      onAnswer={(value) => answer(question.field, value)}
    />
  ))

function Subject({ subject }: { readonly subject: SubjectData }): ReactNode {
  const { say } = usePage()
  const { number, service, area, matter, registeredAt, round, requestType, attempts } = subject
  return (
    <header>
      <h2>
        {printedNumber(number)} <span className="badge">{say(`requestType.${requestType}`)}</span>
        {round > 1 && <span className="badge">{say('callbacks.round', { round })}</span>}
      </h2>
      <p className="hint">
        {[service, area].filter((part) => part !== '').join(' · ')} · <When at={registeredAt} />
      </p>
      <p className="words">{matter}</p>
      {attempts.length > 0 && (
        <p className="hint">
          {say('callbacks.attempts')}
          {attempts.map(({ at, result }) => (
            <span key={at} className="badge">
              {say(`callbackResult.${result}`)} <When at={at} />
            </span>
          ))}
        </p>
      )}
    </header>
  )
}

const endings = [
  ['no_answer', 'n'],
  ['busy', 'b'],
  ['wrong_number', 'w'],
  ['later', 'l'],
  ['declined', 'r'],
] as const

function Ends({ subject, isBusy }: { readonly subject: SubjectData; readonly isBusy: boolean }): ReactNode {
  const { say } = usePage()
  return (
    <div className="buttons callback-ends" aria-busy={isBusy}>
      <Button type="submit" look="primary" keys="mod+enter" name="command" value="recordCallback" id="callback-save">
        {say('callbacks.save')}
      </Button>
      {endings.map(([result, keys]) => (
        <Button key={result} type="submit" keys={keys} name="attempt" value={result} id={`callback-${result}`}>
          {say(`callbackResult.${result}`)}
        </Button>
      ))}
      {subject.commands.includes('closeUnreachable') && subject.attempts.length > 0 && (
        <Button type="submit" keys="u" name="command" value="closeUnreachable" id="callback-unreachable">
          {say('callbacks.unreachable')}
        </Button>
      )}
    </div>
  )
}

/** Sends the form as one of its buttons would. */
function useSend(
  element: { readonly current: HTMLFormElement | null },
  isOnline: boolean,
  isBusy: boolean,
): (button: string) => void {
  const submit = useSubmit()
  return (button) => {
    const pressed = document.getElementById(button)
    if (!isOnline || isBusy || !element.current || !(pressed instanceof HTMLButtonElement)) return
    void submit(pressed)
  }
}

interface AskKeys {
  readonly subject: SubjectData
  readonly open: AskedQuestion | undefined
  readonly answer: (name: keyof Answered, value: string) => void
  readonly answered: Answered
  readonly send: (button: string) => void
}

function useAskKeys({ subject, open, answer, answered, send }: AskKeys): void {
  const { say } = usePage()
  const digit = (index: number) => ({
    keys: String(index + 1),
    words: open?.options[index]?.label ?? '',
    run: () => open && answer(open.field, open.options[index]?.value ?? ''),
    isOff: open?.options[index] === undefined,
  })
  const order = ['satisfaction', 'reason', 'resolved', 'contacted'] as const
  const last = order.find((key) => answered[key] !== '')
  useKeys([
    ...Array.from({ length: 9 }, (_, index) => digit(index)),
    { keys: 'backspace', words: say('callbacks.key.again'), run: () => last && answer(last, ''), isOff: !last },
    { keys: 'd', words: say('callbacks.dial'), run: () => send('callback-dial'), isOff: !subject.hasIdentity },
    {
      keys: 'v',
      words: say('callbacks.words'),
      run: () => document.getElementById(`${form}-${fields.words}`)?.focus(),
    },
    {
      keys: 'escape',
      words: say('callbacks.key.leave'),
      run: () => (document.activeElement as HTMLElement | null)?.blur(),
    },
    { keys: 'mod+enter', words: say('callbacks.save'), run: () => send('callback-save') },
    ...endings.map(([result, keys]) => ({
      keys,
      words: say(`callbackResult.${result}`),
      run: () => send(`callback-${result}`),
    })),
    { keys: 'u', words: say('callbacks.unreachable'), run: () => send('callback-unreachable') },
  ])
}
