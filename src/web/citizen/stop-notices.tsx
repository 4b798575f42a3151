import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import type { StopData, StopState } from './stop-notices.server.ts'

export { action, loader } from './stop-notices.server.ts'

/** Where the link at the end of an e-mail leads. */
export default function StopNotices(): ReactNode {
  const { say } = usePage()
  const { number } = useLoaderData<StopData>()
  const state = useActionData<StopState | null>()
  const title = say('notice.link.title')
  return (
    <Page title={title}>
      <h1>{title}</h1>
      {number === null ? (
        <p className="note">{say('notice.link.wrong')}</p>
      ) : (
        <form method="post">
          {state && (
            <output className="success">{say(state.wanted ? 'notice.link.resumed' : 'notice.link.stopped')}</output>
          )}
          {!state && <p>{say('notice.link.about', { number: printedNumber(number) })}</p>}
          <p className="hint">{say('notice.link.page')}</p>
          <button className={state ? 'quiet' : 'primary'} name="send" value={state && !state.wanted ? 'all' : 'none'}>
            {say(state && !state.wanted ? 'notice.again' : 'notice.stop')}
          </button>
        </form>
      )}
    </Page>
  )
}
