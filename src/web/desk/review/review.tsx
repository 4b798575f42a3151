import { useMemo, type ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { Datalists } from '../../kit/long-list.tsx'
import { useMorePages } from '../../kit/more-pages.ts'
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
import { useTyping } from '../decide/use-typing.ts'
import { DeskPage } from '../desk-page.tsx'
import type { ReviewData } from './review.server.ts'

export { action, loader } from './review.server.ts'
export { alsoAfterRefusal as shouldRevalidate }

export const links: LinksFunction = () => [requestCss, todayCss, reviewCss].map((href) => ({ rel: 'stylesheet', href }))

const noMoves: MovesState = { typed: {}, meant: '', problems: [] }

/** What the authority decides: objections, extensions, ledger, terminations, exclusions. One after the other. */
export default function Review(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<ReviewData>()
  const state = useKeptAction<MovesState>() ?? noMoves
  const { views, view, detail, next, units, done } = data
  const first = useMemo(() => ({ lines: data.lines, next }), [data.lines, next])
  const { lines, readOn } = useMorePages(first)
  const typing = useTyping(detail?.view.number ?? null)
  const addressOf = (number: string): string => `/staff/review?view=${view}&number=${number}`
  return (
    <DeskPage
      title={say('review.title')}
      hasProblem={state.problems.length > 0}
      head={
        <ViewLinks
          label={say('review.views')}
          views={views.map((each) => ({
            to: `/staff/review?view=${each}`,
            words: say(`review.view.${each as 'objection'}`),
            isCurrent: each === view,
            ...(each === view && next === null ? { count: lines.length } : {}),
          }))}
        />
      }
    >
      {done !== null && state.problems.length === 0 && (
        <output className="success">{say('today.done', { command: say(`command.${done}`) })}</output>
      )}
      <Panes
        label={say(`review.view.${view as 'objection'}`)}
        lines={lines}
        readOn={readOn}
        empty={say('review.empty')}
        addressOf={addressOf}
        chosen={detail?.view.number ?? null}
        isChosen={data.isChosen}
        backTo={`/staff/review?view=${view}`}
      >
        {detail && (
          <DecidePane data={detail} view={view} next={lineAfter(lines, detail.view.number)} state={state} {...typing} />
        )}
      </Panes>
      {units.length > 0 && <Datalists lists={{ units }} />}
    </DeskPage>
  )
}
