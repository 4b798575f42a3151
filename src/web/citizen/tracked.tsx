import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { Clock, When } from '../kit/clock-view.tsx'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { RequesterNotices } from '../kit/notices.tsx'
import { Photos } from '../kit/photos.tsx'
import { usePage } from '../kit/use-page.ts'
import life from '../life/track.ts?worker&url'
import { ReceiptProof } from '../verify/receipt-proof.tsx'
import { CitizenPage } from './citizen-page.tsx'
import { lifeWords } from './life-words.ts'
import type { ProgressStep } from './progress.ts'
import { TrackedExpired } from './tracked-expired.tsx'
import { Looks } from './tracked-looks.tsx'
import { TrackedMoves, trackedForm } from './tracked-moves.tsx'
import type { TrackedData, TrackedEntry, TrackedState } from './tracked.server.ts'

export { action, loader } from './tracked.server.ts'
export { TrackedExpired as ErrorBoundary }

/** Where it stands comes first; every part that may change names itself in `data-live`, for the living page. */
export default function TrackedPage(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<TrackedData>()
  const state = useActionData<TrackedState>()
  const problems = state?.problems ?? []
  const title = say('track.heading', { number: printedNumber(data.number) })
  // Who is asked how it went is asked first.
  const isAsked = data.forms.some(({ command }) => command === 'recordCallback')
  const moves = (
    <div data-live="moves">
      <TrackedMoves data={data} state={state} />
    </div>
  )
  return (
    <CitizenPage title={title} formId={trackedForm} hasProblem={problems.length > 0} life={life}>
      <LifeWords />
      <ErrorSummary form={trackedForm} problems={problems} />
      {data.done !== null && problems.length === 0 && <output className="success">{say('track.changed')}</output>}
      <h1>{title}</h1>
      <div data-live="state">
        <StateLine data={data} />
      </div>
      {isAsked && moves}
      <div data-live="steps">
        <h2 id="steps">{say('track.steps')}</h2>
        <ol className="steps" aria-labelledby="steps">
          {data.steps.map((step) => (
            <Step key={step.name} step={step} unit={step.name === 'dispatched' ? data.unit : ''} />
          ))}
        </ol>
      </div>
      {!isAsked && moves}
      <div data-live="messages">
        <h2>{say('track.messages')}</h2>
        <Messages entries={data.entries} />
        <RequesterNotices {...data.told} />
      </div>
      <div data-live="looks">
        <Looks looks={data.looks} isAnonymous={data.isAnonymous} />
      </div>
      <h2>{say('track.matter')}</h2>
      <p className="words">{data.matter}</p>
      {(data.area !== '' || data.place !== '') && (
        <p>{[data.area, data.place].filter((part) => part !== '').join(' · ')}</p>
      )}
      <div data-live="photos">
        {data.photos.length > 0 && <h2>{say('track.photos')}</h2>}
        <Photos number={data.number} photos={data.photos} />
      </div>
      <div data-live="receipt">{data.receipt && <ReceiptProof {...data.receipt} />}</div>
      <p className="hint">{say('track.own-only')}</p>
    </CitizenPage>
  )
}

/** What the living page says by itself, and the server's time for its clocks. */
function LifeWords(): ReactNode {
  const { root } = usePage()
  const words = lifeWords(root.language, {
    updated: 'track.live.updated',
    'clock.left': 'clock.left',
    'clock.over': 'clock.over',
    'clock.less': 'clock.less',
    'clock.days': 'clock.days',
    'clock.hours': 'clock.hours',
    'clock.minutes': 'clock.minutes',
    'clock.gap': 'clock.gap',
  })
  return <output id="live" className="visually-hidden" data-words={words} data-now={root.now} />
}

function StateLine({ data }: { readonly data: TrackedData }): ReactNode {
  const { say } = usePage()
  const now = data.steps.find(({ status }) => status === 'now')
  const last = data.entries.findLast(({ texts }) => texts.length > 0)
  return (
    <>
      <p className="state-line">
        <span className="badge">{say(`state.${data.state}`)}</span>
        {data.service !== '' && <span>{data.service}</span>}
      </p>
      {now && <NowLine step={now} unit={data.unit} />}
      {data.isMerged && <p className="note">{say('track.merged')}</p>}
      {data.redirect && (
        <div className="note">
          <p>{data.redirect.message}</p>
          {data.redirect.route !== '' && <p>{data.redirect.route}</p>}
        </div>
      )}
      {data.isSettled && (
        <p>
          {say('track.closed')} {data.disposition !== null && say(`disposition.${data.disposition}`)}
        </p>
      )}
      {last && <LastMessage entry={last} />}
    </>
  )
}

/** Who has the next move, and by when: what everybody comes to ask. */
function NowLine({ step, unit }: { readonly step: ProgressStep; readonly unit: string }): ReactNode {
  const { say } = usePage()
  const { name, dueAt } = step
  const who = name === 'dispatched' || name === 'asked' || unit === '' ? say('track.hotline') : unit
  return (
    <p className="now-line">
      <strong>{say(`track.now.${name}`, { who })}</strong>
      {dueAt !== null && <Clock dueAt={dueAt} />}
    </p>
  )
}

function LastMessage({ entry }: { readonly entry: TrackedEntry }): ReactNode {
  const { say } = usePage()
  return (
    <div className="last-message">
      <p className="timeline-head">
        <strong>{say('track.last')}</strong>
        <span>{ownWords.has(entry.type) ? say('track.you') : entry.unit || say('track.hotline')}</span>
        <When at={entry.at} />
      </p>
      {entry.texts.map((text) => (
        <p className="words" key={text}>
          {text}
        </p>
      ))}
    </div>
  )
}

function Step({ step, unit }: { readonly step: ProgressStep; readonly unit: string }): ReactNode {
  const { say } = usePage()
  const { status, at, dueAt, name } = step
  return (
    <li className={`step ${status}`} aria-current={status === 'now' ? 'step' : undefined}>
      <strong>{say(`track.step.${name}`)}</strong>
      {unit !== '' && <span className="step-unit">{unit}</span>}
      <span className="step-when">
        {at !== null && <When at={at} />}
        {status === 'now' && <span className="step-now">{say('track.step.now')}</span>}
        {at === null && dueAt !== null && <Clock dueAt={dueAt} />}
        {status === 'later' && dueAt === null && say('track.step.later')}
        {status === 'skipped' && say('track.step.skipped')}
      </span>
    </li>
  )
}

const ownWords = new Set(['fact_added', 'redirect_objected', 'withdrawn', 'answer_rated'])

function Messages({ entries }: { readonly entries: readonly TrackedEntry[] }): ReactNode {
  const { say } = usePage()
  return (
    <ol className="timeline" reversed>
      {entries.toReversed().map(({ seq, at, type, unit, texts }) => (
        <li key={seq}>
          <p className="timeline-head">
            <strong>{say(`event.${type}`)}</strong>
            <span>{ownWords.has(type) ? say('track.you') : unit || say('track.hotline')}</span>
            <When at={at} />
          </p>
          {texts.map((text) => (
            <p className="words" key={text}>
              {text}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
