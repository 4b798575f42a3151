import { useRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useActionData, useLoaderData, useRevalidator, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { confidentialities, requestTypes } from '../../../core/work-order/states.ts'
import { Button } from '../../kit/button.tsx'
import { isComposing } from '../../kit/composition.ts'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { Datalists } from '../../kit/long-list.tsx'
import { useToasts } from '../../kit/toasts.tsx'
import { usePage } from '../../kit/use-page.ts'
import css from '../../style/calls.css?url'
import { DeskPage } from '../desk-page.tsx'
import { AnswerBox } from './answer-box.tsx'
import { AreaBox } from './area-box.tsx'
import { callForm, CallChoice, CallLine, CallNotes, CallSelect } from './call-fields.tsx'
import { CallTimer } from './call-timer.tsx'
import { CallerStrip } from './caller-strip.tsx'
import type { CallsData, CallsState } from './calls.server.ts'
import type { FiledCall } from './file-call.server.ts'
import { NearBox } from './near-box.tsx'
import { DraftMark, OutboxBar } from './outbox-bar.tsx'
import { ServiceBox } from './service-box.tsx'
import { ShiftPanel, spaced } from './shift-panel.tsx'
import { focusField, useCallDesk, type CallDesk } from './use-call-desk.ts'
import { useCallKeys } from './use-call-keys.ts'
import { useSuggestions } from './use-suggestions.ts'

export { action, loader } from './calls.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: css }]
/** The page keeps its own place after a call was filed; only its figures are read anew, and it asks for that itself. */
export const shouldRevalidate = ({
  defaultShouldRevalidate,
  formMethod,
}: {
  readonly defaultShouldRevalidate: boolean
  readonly formMethod?: string
}): boolean => formMethod !== undefined || defaultShouldRevalidate

/** A call on one screen: who, what, where, whose, and on to the next. */
export default function Calls(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<CallsData>()
  const state = useActionData<CallsState>()
  const announce = useAnnouncement()
  const desk = useCallDesk({ data, state, ...announce })
  const { suggested, isAsking } = useSuggestions(desk.values, desk.isAlive)
  const services = desk.isAlive ? suggested.services : (state?.found ?? [])
  useCallKeys({ desk, services, near: suggested.near, mayAnswer: data.mayAnswer })
  return (
    <DeskPage
      title={say('calls.title')}
      hasProblem={desk.problems.length > 0}
      head={
        <>
          <CallTimer begunAt={desk.begunAt} />
          <DraftMark desk={desk} />
        </>
      }
    >
      <OutboxBar desk={desk} />
      {!desk.isAlive && <ErrorSummary form={callForm} problems={desk.problems} />}
      <CallForm desk={desk}>
        <CallerStrip desk={desk} />
        <Notes desk={desk} data={data} suggested={suggested} />
        <div className="call-column">
          <ServiceBox desk={desk} services={services} suggested={suggested} isAsking={isAsking} />
          <NearBox desk={desk} near={suggested.near} />
        </div>
        <div className="call-column">
          <AnswerBox desk={desk} articles={suggested.articles} mayAnswer={data.mayAnswer} />
          <ShiftPanel shift={data.shift} filed={desk.filed} />
        </div>
        <SaveBar desk={desk} />
      </CallForm>
      {!desk.isAlive && <Datalists lists={data.lists} />}
    </DeskPage>
  )
}

function CallForm({ desk, children }: { readonly desk: CallDesk; readonly children: ReactNode }): ReactNode {
  const submit = (event: FormEvent): void => {
    if (!desk.isAlive) return
    event.preventDefault()
    desk.save('register')
  }
  /** Enter never files: in a field it goes on to the notes, and while pinyin is composed it takes the word. Escape goes back to them. */
  const keyDown = (event: KeyboardEvent): void => {
    const { target, key } = event
    const isWriting = isComposing(event.nativeEvent)
    if (key === 'Escape' && !isWriting && !event.defaultPrevented) focusField('matter')
    if (key !== 'Enter' || !(target instanceof HTMLInputElement) || event.ctrlKey || event.metaKey) return
    const isTaken = event.defaultPrevented
    event.preventDefault()
    if (!isTaken && !isWriting && (target.type === 'text' || target.type === 'tel')) focusField('matter')
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- guards the Enter of the input method
    <form
      method="post"
      action="/staff/calls"
      id={callForm}
      noValidate
      className="calls"
      onSubmit={submit}
      onKeyDown={keyDown}
    >
      <input type="hidden" name="formKey" value={desk.formKey} />
      {children}
    </form>
  )
}

interface NotesProps {
  readonly desk: CallDesk
  readonly data: CallsData
  readonly suggested: ReturnType<typeof useSuggestions>['suggested']
}

function Notes({ desk, data, suggested }: NotesProps): ReactNode {
  const { say } = usePage()
  const { danger } = suggested
  return (
    <section className="panel call-notes" aria-label={say('calls.what')}>
      {danger && (
        <p className="call-bar" role="alert">
          <span aria-hidden="true">⚠ </span>
          <strong>
            {danger.name} {danger.number}
          </strong>{' '}
          {danger.advice}
        </p>
      )}
      {desk.isRestored && (
        <p className="note" aria-live="polite">
          {say('calls.restored')}{' '}
          <button type="button" className="button link" onClick={desk.clear}>
            {say('calls.anew')}
          </button>
        </p>
      )}
      <CallNotes desk={desk} name="matter" label={say('calls.matter')} keys="alt+n" />
      <div className="call-row">
        <AreaBox
          desk={desk}
          suggested={suggested.areas}
          all={data.lists.areas ?? []}
          onDone={() => focusField('place')}
        />
        <CallLine desk={desk} name="place" label={say('calls.place')} />
        <CallLine desk={desk} name="door" label={say('calls.door')} />
      </div>
      <div className="call-row call-kind">
        <CallSelect
          desk={desk}
          name="requestType"
          label={say('request.type')}
          options={requestTypes.map((value) => ({ value, label: say(`requestType.${value}`) }))}
        />
        <CallLine desk={desk} name="earlierNumber" label={say('calls.earlier')} />
        <CallChoice
          desk={desk}
          name="confidentiality"
          label={say('request.confidentiality')}
          keys="alt+s"
          options={confidentialities.map((value) => ({ value, label: say(`calls.confidentiality.${value}`) }))}
        />
      </div>
    </section>
  )
}

function SaveBar({ desk }: { readonly desk: CallDesk }): ReactNode {
  const { say } = usePage()
  return (
    <div className="call-save">
      {!desk.isAlive && (
        <button name="go" value="search">
          {say('new.service.search.send')}
        </button>
      )}
      {desk.isAlive ? (
        <Button look="primary" keys="mod+enter" onPress={() => desk.save('register')}>
          {say('calls.save')}
        </Button>
      ) : (
        <button className="primary" name="go" value="register">
          {say('calls.save')}
        </button>
      )}
      <span className="hint">{say('calls.enter')}</span>
    </div>
  )
}

/** Tells of a filed call until the next one is: number and code are read aloud to the caller. */
function useAnnouncement() {
  const { say } = usePage()
  const { show } = useToasts()
  const { revalidate } = useRevalidator()
  const close = useRef(() => undefined as void)
  return {
    onFiled: ({ number, code }: FiledCall): void => {
      close.current()
      const words = say('calls.filed', { number: printedNumber(number), code: spaced(code) })
      close.current = show({ words, seconds: 3_600 })
      void revalidate()
    },
    onLost: (): void => {
      close.current()
      close.current = show({ words: say('calls.lost'), look: 'bad', seconds: 20 })
    },
  }
}
