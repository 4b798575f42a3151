import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { assessmentObjects, type AssessmentObject } from '../../../core/assessment/scheme.ts'
import { PeriodLine } from '../../board/period-line.tsx'
import { Corrections } from '../../board/scores-body.tsx'
import { Empty } from '../../kit/empty.tsx'
import type { MovesState } from '../../kit/moves.server.ts'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import assessmentCss from '../../style/assessment.css?url'
import requestCss from '../../style/request.css?url'
import reviewCss from '../../style/review.css?url'
import scoresCss from '../../style/scores.css?url'
import todayCss from '../../style/today.css?url'
import { alsoAfterRefusal } from '../case/after-refusal.ts'
import { useKeptAction } from '../case/kept-action.ts'
import { DecidePane } from '../decide/decide-pane.tsx'
import { lineAfter } from '../decide/line-after.ts'
import { Panes } from '../decide/panes.tsx'
import { useTyping, type Typing } from '../decide/use-typing.ts'
import { DeskPage } from '../desk-page.tsx'
import type { AssessmentData } from './assessment.server.ts'
import { CountsTable } from './counts-table.tsx'
import { Periods } from './periods.tsx'

export { action, loader } from './assessment.server.ts'
export { alsoAfterRefusal as shouldRevalidate }

export const links: LinksFunction = () =>
  [requestCss, todayCss, reviewCss, assessmentCss, scoresCss].map((href) => ({ rel: 'stylesheet', href }))

type State = MovesState & { readonly refused?: string }
const noMoves: State = { typed: {}, meant: '', problems: [] }

const isKind = (view: AssessmentData['view']): view is AssessmentObject =>
  (assessmentObjects as readonly string[]).includes(view)

/** A period of assessment by kinds of unit, with the counts behind each rate, and the appeals that wait. */
export default function Assessment(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<AssessmentData>()
  const state = useKeptAction<State>() ?? noMoves
  const { view, objects, period, done } = data
  const typing = useTyping(data.appeals?.detail?.view.number ?? null)
  const to = (each: string): string => `/staff/assessment?view=${each}&period=${period}`
  return (
    <DeskPage
      title={say('assess.title')}
      hasProblem={state.problems.length > 0 || data.isBadPeriod}
      head={
        <ViewLinks
          label={say('assess.views')}
          views={[
            ...objects.map((object) => ({
              to: to(object),
              words: say(`scores.object.${object}`),
              isCurrent: object === view,
            })),
            ...(['periods', 'corrections', 'appeals'] as const).map((each) => ({
              to: to(each),
              words: say(`assess.view.${each}`),
              isCurrent: view === each,
            })),
          ]}
        />
      }
    >
      {done !== null && state.problems.length === 0 && (
        <output className="success">{say('today.done', { command: say(`command.${done}`) })}</output>
      )}
      {data.stepped !== null && (
        <output className="success">
          {say(data.stepped === 'close' ? 'assess.closed' : 'assess.published', { period })}
        </output>
      )}
      <View data={data} state={state} typing={typing} />
    </DeskPage>
  )
}

interface ViewProps {
  readonly data: AssessmentData
  readonly state: State
  readonly typing: Typing
}

/** The part that was chosen: periods, corrections, appeals, or the counts of one kind of unit. */
function View({ data, state, typing }: ViewProps): ReactNode {
  const { say } = usePage()
  const { view, period, periods, corrections, appeals } = data
  if (periods) return <Periods rows={periods} refused={state.refused ?? null} />
  if (appeals) return <Appeals appeals={appeals} period={period} state={state} typing={typing} />
  if (corrections) {
    return (
      <>
        <PeriodPicker data={data} />
        <PeriodLine head={data.head} />
        {corrections.length === 0 ? (
          <Empty words={say('assess.corrections.none')} />
        ) : (
          <Corrections
            rows={corrections}
            addressOf={(index) => `/staff/requests/${corrections[index]?.number ?? ''}`}
          />
        )}
      </>
    )
  }
  const kind = isKind(view) ? say(`scores.object.${view}`) : ''
  return (
    <>
      <PeriodPicker data={data} />
      <PeriodLine head={data.head} />
      <p>
        <a href={`/staff/scores?period=${period}`}>{say('assess.whole')}</a>
      </p>
      {data.rows.length === 0 ? (
        <Empty words={say('assess.no')} />
      ) : (
        <CountsTable label={say('assess.caption', { kind, period })} rows={data.rows} period={period} />
      )}
      <p className="hint">{say('assess.counts.note')}</p>
    </>
  )
}

function PeriodPicker({ data }: { readonly data: AssessmentData }): ReactNode {
  const { say } = usePage()
  const { view, previous, next, isBadPeriod } = data
  const to = (period: string): string => `/staff/assessment?view=${view}&period=${period}`
  return (
    <form method="get" action="/staff/assessment" className="inline-form period-picker">
      <input type="hidden" name="view" value={view} />
      <label htmlFor="period">{say('scores.period')}</label>
      <input
        id="period"
        name="period"
        key={data.period}
        defaultValue={data.period}
        size={8}
        autoComplete="off"
        aria-invalid={isBadPeriod ? true : undefined}
        aria-describedby={isBadPeriod ? 'period-problem' : undefined}
      />
      <button>{say('scores.period.show')}</button>
      <a href={to(previous)}>{say('scores.previous')}</a>
      {next !== null && <a href={to(next)}>{say('scores.next')}</a>}
      {isBadPeriod && (
        <p className="problem" id="period-problem" role="alert">
          <span aria-hidden="true">⚠ </span>
          {say('scores.period.bad')}
        </p>
      )}
    </form>
  )
}

interface AppealsProps {
  readonly appeals: NonNullable<AssessmentData['appeals']>
  readonly period: string
  readonly state: MovesState
  readonly typing: Typing
}

function Appeals({ appeals, period, state, typing }: AppealsProps): ReactNode {
  const { say } = usePage()
  const { lines, detail, isChosen } = appeals
  const list = `/staff/assessment?view=appeals&period=${period}`
  return (
    <Panes
      label={say('assess.view.appeals')}
      lines={lines}
      empty={say('assess.empty')}
      addressOf={(number) => `${list}&number=${number}`}
      chosen={detail?.view.number ?? null}
      isChosen={isChosen}
      backTo={list}
    >
      {detail && (
        <DecidePane
          data={detail}
          view="appeals"
          next={lineAfter(lines, detail.view.number)}
          state={state}
          {...typing}
        />
      )}
    </Panes>
  )
}
