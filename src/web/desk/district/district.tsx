import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { ScoreTable } from '../../board/score-table.tsx'
import { Empty } from '../../kit/empty.tsx'
import { Datalists } from '../../kit/long-list.tsx'
import type { MovesState } from '../../kit/moves.server.ts'
import { usePage } from '../../kit/use-page.ts'
import { ViewLinks } from '../../kit/view-links.tsx'
import requestCss from '../../style/request.css?url'
import reviewCss from '../../style/review.css?url'
import todayCss from '../../style/today.css?url'
import { alsoAfterRefusal } from '../case/after-refusal.ts'
import { useKeptAction } from '../case/kept-action.ts'
import { DecidePane } from '../decide/decide-pane.tsx'
import { lineAfter } from '../decide/line-after.ts'
import { Panes } from '../decide/panes.tsx'
import { useTyping, type Typing } from '../decide/use-typing.ts'
import { DeskPage } from '../desk-page.tsx'
import type { DistrictData } from './district.server.ts'

export { action, loader } from './district.server.ts'
export { alsoAfterRefusal as shouldRevalidate }

export const links: LinksFunction = () => [requestCss, todayCss, reviewCss].map((href) => ({ rel: 'stylesheet', href }))

const views = ['risk', 'unclear', 'asked', 'ledger', 'streets'] as const
const noMoves: MovesState = { typed: {}, meant: '', problems: [] }

/** What a district urges, places, answers and approves, and how its streets stand. */
export default function District(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<DistrictData>()
  const state = useKeptAction<MovesState>() ?? noMoves
  const { view, done, units } = data
  const typing = useTyping(data.detail?.view.number ?? null)
  return (
    <DeskPage
      title={say('district.title')}
      hasProblem={state.problems.length > 0}
      head={
        <ViewLinks
          label={say('district.views')}
          views={views.map((each) => ({
            to: `/staff/district?view=${each}`,
            words: say(`district.view.${each}`),
            isCurrent: each === view,
            ...(each === view && each !== 'streets' ? { count: data.lines.length } : {}),
          }))}
        />
      }
    >
      {done !== null && state.problems.length === 0 && (
        <output className="success">{say('today.done', { command: say(`command.${done}`) })}</output>
      )}
      {view === 'streets' ? <Streets data={data} /> : <Work data={data} view={view} state={state} typing={typing} />}
      {units.length > 0 && <Datalists lists={{ units }} />}
    </DeskPage>
  )
}

interface WorkProps {
  readonly data: DistrictData
  readonly view: Exclude<DistrictData['view'], 'streets'>
  readonly state: MovesState
  readonly typing: Typing
}

function Work({ data, view, state, typing }: WorkProps): ReactNode {
  const { say } = usePage()
  const { lines, detail, isChosen } = data
  return (
    <Panes
      label={say(`district.view.${view}`)}
      lines={lines}
      empty={say(`district.empty.${view}`)}
      addressOf={(number) => `/staff/district?view=${view}&number=${number}`}
      chosen={detail?.view.number ?? null}
      isChosen={isChosen}
      backTo={`/staff/district?view=${view}`}
    >
      {detail && (
        <DecidePane data={detail} view={view} next={lineAfter(lines, detail.view.number)} state={state} {...typing} />
      )}
    </Panes>
  )
}

function Streets({ data: { standing } }: { readonly data: DistrictData }): ReactNode {
  const { say } = usePage()
  if (standing === null) return null
  return (
    <>
      <p className="hint">
        {say('district.streets.note')}{' '}
        <a href={`/staff/scores?period=${standing.period}`}>{say('district.streets.whole')}</a>
      </p>
      {standing.rows.length === 0 ? (
        <Empty words={say('assess.no')} />
      ) : (
        <ScoreTable
          caption={say('district.view.streets')}
          rows={standing.rows}
          isLeague={false}
          addressOf={(code) => `/staff/scores/${code}?period=${standing.period}`}
        />
      )}
    </>
  )
}
