import { useRef, type FormEvent, type ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { markPoints } from './mark-points.ts'
import { commandFields, type CommandName } from '../../../core/work-order/fields.ts'
import { printedNumber } from '../../../core/work-order/number.ts'
import { KeyHint } from '../../kit/button.tsx'
import { useDraft } from '../../kit/draft.ts'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { Hidden, Radios, TextArea } from '../../kit/fields.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { Datalists } from '../../kit/long-list.tsx'
import { MoveConflict } from '../../kit/move-conflict.tsx'
import { MoveForms } from '../../kit/move-forms.tsx'
import type { MovesState } from '../../kit/moves.server.ts'
import { useOnline } from '../../kit/online.ts'
import { PresenceLine, usePresent, useSayPresent } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import { leaveField } from '../leave-field.ts'
import { Clocks, Facts } from '../request-facts.tsx'
import { Timeline } from '../request-records.tsx'
import type { RedirectData, ReviewData, ShiftDetail } from './shift.server.ts'
import { movesOf, type ShiftTask } from './shift-tasks.ts'

const form = 'shift'

interface DetailProps {
  readonly task: ShiftTask
  readonly detail: ShiftDetail
  readonly state: MovesState | undefined
}

/** The matter in one place, and what can be done about it by numbers. */
export function Detail({ task, detail, state }: DetailProps): ReactNode {
  const { say } = usePage()
  const box = useRef<HTMLFormElement>(null)
  const { request, forms, lists, redirect, review } = detail
  const { number } = request
  const draft = useDraft(box, `shift:${task}:${number}`, (name) => name.includes('.'))
  const tellPresent = useSayPresent(number)
  const isOnline = useOnline()
  const isSending = useNavigation().state === 'submitting'
  const moves = state ?? { typed: detail.draft, meant: '', problems: [] }
  useDecisionKeys(box, forms.length)
  const guard = (event: FormEvent): void => {
    if (!isOnline || isSending) event.preventDefault()
  }
  return (
    <section className="shift-detail" aria-labelledby="shift-number">
      <h2 id="shift-number">
        <a href={`/staff/requests/${number}`}>{printedNumber(number)}</a>{' '}
        <span className="badge">{say(`state.${request.state}`)}</span>
      </h2>
      <PresenceLine who={usePresent().get(number) ?? []} />
      {!isOnline && <p className="shift-bar">⚠ {say('shift.offline')}</p>}
      <Form
        method="post"
        action={`/staff/shift/${task}?number=${number}`}
        id={form}
        ref={box}
        noValidate
        preventScrollReset
        onSubmit={guard}
        onKeyDown={leaveField}
        onInput={() => {
          draft.touch()
          tellPresent()
        }}
      >
        <Hidden values={{ seq: String(request.seq), number }} />
        <ErrorSummary form={form} problems={moves.problems} />
        <Conflict forms={forms} moves={moves} />
        {redirect && <Redirect redirect={redirect} />}
        <LastWords detail={detail} />
        <Facts request={request} />
        {review && <Review review={review} state={moves} />}
        {forms.length > 0 && <MoveForms form={form} forms={forms} usual={movesOf[task].slice(0, 1)} {...moves} />}
        {forms.length === 0 && !review && <p>{say('shift.nothing')}</p>}
        <p className="hint">
          {say('shift.send')} <KeyHint keys="mod+enter" />
        </p>
      </Form>
      <Clocks request={request} />
      <Timeline request={request} />
      <Datalists lists={lists} />
    </section>
  )
}

/** Somebody else decided meanwhile: what they did stands beside what was typed. */
function Conflict({ forms, moves }: { readonly forms: ShiftDetail['forms']; readonly moves: MovesState }): ReactNode {
  const { difference, meant, typed } = moves
  if (!difference || !isCommand(meant)) return null
  return (
    <MoveConflict
      difference={difference}
      meant={meant}
      isOpen={forms.some(({ command }) => command === meant)}
      typed={typed}
    />
  )
}

const isCommand = (text: string): text is CommandName => Object.hasOwn(commandFields, text)

/** What somebody wrote last: the reply to be read, the reason that was given. */
function LastWords({ detail: { request } }: { readonly detail: ShiftDetail }): ReactNode {
  const { say } = usePage()
  const last = request.entries.findLast(({ texts, seq }) => texts.length > 0 && seq > 1)
  if (!last) return null
  return (
    <blockquote className="shift-words">
      <p className="hint">
        {[say(`event.${last.type}`), say(`role.${last.role}`), last.unit].filter((part) => part !== '').join(' · ')}
      </p>
      {last.texts.map(({ name, words }) => (
        <p key={name} className="words">
          {words}
        </p>
      ))}
    </blockquote>
  )
}

function Redirect({ redirect }: { readonly redirect: RedirectData }): ReactNode {
  const { say } = usePage()
  const { name, message, route, basis, isOwn } = redirect
  return (
    <section className="panel">
      <h3>{name}</h3>
      <p>{message}</p>
      {route !== '' && <p>{say('shift.redirect.route', { route })}</p>}
      {basis !== '' && <p className="hint">{say('shift.redirect.basis', { basis: basisWords(basis, say) })}</p>}
      {isOwn && <p className="note">{say('shift.redirect.own')}</p>}
    </section>
  )
}

/** Packs name their basis as `Regulation art. 11, para. 3 (6)`; anything else is shown as it is. */
function basisWords(basis: string, say: ReturnType<typeof usePage>['say']): string {
  const [, article, paragraph, item] = /^Regulation art\. (\d+)(?:, para\. (\d+))?(?: \((\d+)\))?$/.exec(basis) ?? []
  if (article === undefined) return basis
  if (paragraph === undefined) return say('shift.basis.article', { article })
  if (item === undefined) return say('shift.basis.paragraph', { article, paragraph })
  return say('shift.basis.item', { article, paragraph, item })
}

/** A sampled call on four points. */
function Review({ review, state }: { readonly review: ReviewData; readonly state: MovesState }): ReactNode {
  const { say } = usePage()
  const field = (name: string, known: string | undefined) => ({
    form,
    name: `review.${name}`,
    problems: state.problems,
    value: state.typed[`review.${name}`]?.[0] ?? known,
  })
  return (
    <section className="panel shift-review" aria-label={say('shift.review')}>
      <h3>{say('shift.review')}</h3>
      {markPoints.map((point) => (
        <Radios
          key={point}
          {...field(point, review.marks[point])}
          label={say(`shift.mark.${point}`)}
          options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))}
        />
      ))}
      <TextArea {...field('note', review.note)} label={say('shift.review.note')} rows={2} isOptional />
      <div className="buttons">
        <button className="primary" name="command" value="review" id="shift-review">
          {say('shift.review.save')}
        </button>
      </div>
    </section>
  )
}

/** 1, 2, 3 open a move or press it where it asks nothing; Ctrl+Enter sends the one that is being written. */
function useDecisionKeys(box: { readonly current: HTMLFormElement | null }, count: number): void {
  const { say } = usePage()
  const doors = (): readonly HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>('.moves > .buttons button, .moves > details') ?? []),
  ]
  const choose = (index: number): void => {
    const door = doors()[index]
    if (door instanceof HTMLButtonElement) door.focus()
    else if (door instanceof HTMLDetailsElement) {
      door.open = true
      door.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
    }
  }
  const send = (): void => {
    const around = document.activeElement?.closest('.moves > details, .shift-review')
    const button = around?.querySelector<HTMLButtonElement>('button[name=command]')
    const focused = document.activeElement instanceof HTMLButtonElement ? document.activeElement : undefined
    const pressed = button ?? (focused?.form === box.current ? focused : undefined)
    const only = box.current?.querySelectorAll<HTMLButtonElement>('button[name=command]')
    ;(pressed ?? (only?.length === 1 ? only[0] : undefined))?.click()
  }
  useKeys([
    ...Array.from({ length: Math.max(count, 1) }, (_, index) => ({
      keys: String(index + 1),
      words: say('shift.key.move', { place: index + 1 }),
      run: () => choose(index),
      isOff: index >= count,
    })),
    {
      keys: 's',
      words: say('shift.review'),
      run: () => box.current?.querySelector<HTMLElement>('.shift-review input')?.focus(),
    },
    { keys: 'mod+enter', words: say('shift.send'), run: send },
    {
      keys: 'escape',
      words: say('callbacks.key.leave'),
      run: () => (document.activeElement as HTMLElement | null)?.blur(),
    },
  ])
}
