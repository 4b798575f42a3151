import { useRef, type ReactNode } from 'react'
import { Link, useLoaderData, useSubmit, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { Datalists } from '../../kit/long-list.tsx'
import { PresenceLine, usePresent, useSayPresent } from '../../kit/presence.tsx'
import { usePage } from '../../kit/use-page.ts'
import requestCss from '../../style/request.css?url'
import todayCss from '../../style/today.css?url'
import { alsoAfterRefusal } from './after-refusal.ts'
import { useKeptAction } from './kept-action.ts'
import { DeskPage } from '../desk-page.tsx'
import { RequestLive } from '../request-live.tsx'
import { Asks, CaseFacts, History, Steps } from './case-facts.tsx'
import { CaseContact, CaseMoves, CasePhotos, ClosePart } from './case-parts.tsx'
import type { CaseState } from './case-data.server.ts'
import type { CasePageData } from './case.server.ts'
import { HelpForms } from './help-forms.tsx'
import { OfflineNote } from './offline-note.tsx'

export { action, loader } from './case.server.ts'
export { alsoAfterRefusal as shouldRevalidate }

export const links: LinksFunction = () => [requestCss, todayCss].map((href) => ({ rel: 'stylesheet', href }))

/** One order in the hands of its unit: what it is, whom to call, how to close it, whom to ask for help. */
export default function Case(): ReactNode {
  const { say } = usePage()
  const { view, forms, lists, history, terms, draft, done } = useLoaderData<CasePageData>()
  const state: CaseState = useKeptAction<CaseState>() ?? { typed: draft, meant: '', problems: [] }
  const box = useRef<HTMLDivElement>(null)
  const others = usePresent().get(view.number) ?? []
  const sayTyped = useSayPresent(view.number)
  const address = `/staff/today/${view.number}`
  useCaseKeys(view.number, address)
  const { problems, meant, typed } = state
  const formOf =
    meant === 'recordContact' ? 'contact' : meant === 'reply' || meant === 'close' ? 'close' : `help-${meant}`
  return (
    <DeskPage
      title={say('case.title', { number: printedNumber(view.number) })}
      hasProblem={problems.length > 0}
      head={<CaseHead view={view} />}
    >
      <OfflineNote />
      <PresenceLine who={others} />
      <RequestLive number={view.number} seq={view.seq} isTyping={() => isWriting(box.current)} />
      {!(state.difference && meant === 'reply') && <ErrorSummary form={formOf} problems={problems} />}
      {done !== null && problems.length === 0 && !state.called && (
        <output className="success">{say('today.done', { command: say(`command.${done}`) })}</output>
      )}
      <div className="columns case" ref={box} onInput={sayTyped}>
        <div>
          <CaseFacts view={view} />
          <Steps view={view} />
          <CaseContact view={view} forms={forms} state={state} address={address} />
          <Asks view={view} />
          <CasePhotos view={view} state={state} address={address} />
          <History history={history} />
        </div>
        <div>
          <ClosePart view={view} forms={forms} state={state} address={address} />
          <section className="panel" aria-labelledby="help">
            <h2 id="help">{say('case.help')}</h2>
            <HelpForms
              forms={forms}
              terms={terms}
              address={address}
              number={view.number}
              seq={view.seq}
              typed={typed}
              meant={meant}
              problems={problems}
            />
          </section>
          <CaseMoves view={view} forms={forms} state={state} address={address} />
        </div>
      </div>
      <Datalists lists={lists} />
    </DeskPage>
  )
}

function CaseHead({ view }: Pick<CasePageData, 'view'>): ReactNode {
  const { say } = usePage()
  return (
    <>
      <span className="badge">{say(`state.${view.state}`)}</span>
      <Link to="/staff/today">{say('case.back')}</Link>
      <a href={`/staff/requests/${view.number}`}>{say('case.whole')}</a>
    </>
  )
}

/** Words stand in a field that were not there when the page came. */
const isWriting = (box: HTMLElement | null): boolean =>
  [...(box?.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input:not([type])') ?? [])].some(
    (field) => field.value !== field.defaultValue,
  )

function useCaseKeys(number: string, address: string): void {
  const { say } = usePage()
  const submit = useSubmit()
  const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus()
  useKeys([
    {
      keys: 'alt+c',
      words: say('case.key.contact'),
      run: () =>
        void submit({ command: 'call', number }, { method: 'post', action: address, preventScrollReset: true }),
    },
    { keys: 'alt+p', words: say('case.key.photo'), run: () => focusOn('.case-photos input[type=file]') },
    { keys: 'alt+r', words: say('case.key.close'), run: () => focusOn('.close-form textarea[name="reply.result"]') },
  ])
}
