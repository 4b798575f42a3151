import { useRef, type ReactNode, type RefObject } from 'react'
import { useActionData, useLoaderData, useNavigate, type LinksFunction } from 'react-router'
import { commandFields, type CommandName } from '../../core/work-order/fields.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import { useDraft } from '../kit/draft.ts'
import { DraftLine } from '../kit/draft-line.tsx'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden } from '../kit/fields.tsx'
import { useKeys } from '../kit/keys.tsx'
import { Datalists } from '../kit/long-list.tsx'
import { MoveConflict } from '../kit/move-conflict.tsx'
import { MoveForms } from '../kit/move-forms.tsx'
import { PresenceLine, usePresent, useSayPresent } from '../kit/presence.tsx'
import { usePage } from '../kit/use-page.ts'
import styles from '../style/request.css?url'
import { DeskPage } from './desk-page.tsx'
import { Identity } from './request-identity.tsx'
import { Clocks, Facts } from './request-facts.tsx'
import { RequestLive } from './request-live.tsx'
import { RequestPhotos } from './request-photos.tsx'
import { Callbacks, Overlays, Timeline, WorkOrders } from './request-records.tsx'
import { usualMoves } from './usual-moves.ts'
import type { RequestPageData, RequestState } from './request.server.ts'

export { action, loader } from './request.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const form = 'request'
const isMoveField = (name: string): boolean => name.includes('.') && !name.startsWith('identity.')

/** One request: what it is, its clocks, what can be done, and everything that happened. */
export default function RequestPage(): ReactNode {
  const { say } = usePage()
  const { request, done, lists } = useLoaderData<RequestPageData>()
  const problems = useActionData<RequestState>()?.problems ?? []
  const { number } = request
  const who = usePresent().get(number) ?? []
  const doneCommand = isCommand(done) ? done : undefined
  return (
    <DeskPage
      title={say('request.title', { number: printedNumber(number) })}
      hasProblem={problems.length > 0}
      head={
        <>
          <span className="badge">{say(`state.${request.state}`)}</span>
          {request.isAlarm && (
            <span className="badge urgent">
              <span aria-hidden="true">⚠ </span>
              {say('request.alarm')}
            </span>
          )}
          <PresenceLine who={who} />
        </>
      }
    >
      {doneCommand && problems.length === 0 && (
        <output className="success">{say('request.done', { command: say(`command.${doneCommand}`) })}</output>
      )}
      <Case key={number} />
      <Timeline request={request} />
      <Datalists lists={lists} />
    </DeskPage>
  )
}

/** The form of all moves with what they are about; what is typed is kept, and nobody overwrites it. */
function Case(): ReactNode {
  const { request, forms, identity, photos, draft } = useLoaderData<RequestPageData>()
  const answer = useActionData<RequestState>()
  const state = answer ?? { typed: draft?.typed ?? {}, meant: '', problems: [] }
  const { number } = request
  const element = useRef<HTMLFormElement>(null)
  const kept = useDraft(element, `case:${number}`, isMoveField)
  const sayWriting = useSayPresent(number)
  const isTyping = (): boolean => kept.state !== 'none' || hasWords(element.current)
  useRequestKeys(element)
  return (
    <>
      <RequestLive number={number} seq={request.seq} isTyping={isTyping} />
      {!state.difference && <ErrorSummary form={form} problems={state.problems} />}
      <form
        ref={element}
        method="post"
        action={`/staff/requests/${number}`}
        id={form}
        noValidate
        className="columns wide-left case"
        onInput={({ target }) => {
          if (!isMoveField((target as HTMLInputElement).name)) return
          kept.touch()
          sayWriting()
        }}
      >
        <Hidden values={{ seq: String(request.seq) }} />
        <Conflict forms={forms} state={state} />
        <div>
          <Facts request={request} />
          <RequestPhotos {...photos} />
          <Identity form={form} identity={identity} state={state} />
          <WorkOrders request={request} />
          <Overlays request={request} />
          <Callbacks request={request} />
        </div>
        <div className="case-side">
          <Clocks request={request} />
          <Moves forms={forms} state={state} usualIn={request.state}>
            <DraftLine state={kept.state} keptAt={answer ? null : (draft?.updatedAt ?? null)} />
          </Moves>
        </div>
      </form>
    </>
  )
}

interface WithMoves {
  readonly forms: RequestPageData['forms']
  readonly state: RequestState
}

function Conflict({ forms, state: { difference, meant, typed } }: WithMoves): ReactNode {
  if (!difference || !isCommand(meant)) return null
  const isOpen = forms.some(({ command }) => command === meant)
  return <MoveConflict difference={difference} meant={meant} isOpen={isOpen} typed={typed} />
}

interface MovesProps extends WithMoves {
  readonly usualIn: RequestPageData['request']['state']
  readonly children: ReactNode
}

function Moves({ forms, state, usualIn, children }: MovesProps): ReactNode {
  const { say } = usePage()
  return (
    <>
      <h2>{say('request.moves')}</h2>
      {children}
      {forms.length === 0 ? (
        <p>{say('request.moves.none')}</p>
      ) : (
        <MoveForms form={form} forms={forms} usual={usualMoves(usualIn)} {...state} />
      )}
    </>
  )
}

const isCommand = (text: string | null): text is CommandName => text !== null && Object.hasOwn(commandFields, text)

const hasWords = (of: HTMLFormElement | null): boolean =>
  [...(of?.querySelectorAll('textarea') ?? [])].some(({ value, defaultValue }) => value !== defaultValue)

/** E leads to what usually comes next, Ctrl+Enter sends the move that one is typing in. */
function useRequestKeys(element: RefObject<HTMLFormElement | null>): void {
  const { say } = usePage()
  const navigate = useNavigate()
  useKeys([
    { keys: 'e', words: say('request.keys.act'), run: () => firstMove(element.current)?.focus() },
    { keys: 'mod+enter', words: say('request.keys.send'), run: () => send(element.current) },
    { keys: 'u', words: say('request.keys.back'), run: () => void navigate(-1) },
  ])
}

/** The first field of the move that stands open, or else its button, or the first move of all. */
const firstMove = (of: HTMLFormElement | null): HTMLElement | undefined =>
  of?.querySelector<HTMLElement>(
    '.moves details[open] :is(input:not([type=hidden]), select, textarea), .moves details[open] button, .moves button, .moves summary',
  ) ?? undefined

function send(of: HTMLFormElement | null): void {
  const button = document.activeElement
    ?.closest('.moves details')
    ?.querySelector<HTMLButtonElement>('button[name=command]')
  if (of && button) of.requestSubmit(button)
}
