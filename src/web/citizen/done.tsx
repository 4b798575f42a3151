import type { ReactNode } from 'react'
import { useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import type { DoneData } from './done.server.ts'

export { loader } from './done.server.ts'

export default function Done(): ReactNode {
  const { say, when } = usePage()
  const done = useLoaderData<DoneData | null>()
  if (!done) return <NothingFiled />
  return (
    <Page title={say('done.title')}>
      <div className="receipt">
        <h1>{say('done.title')}</h1>
        <dl>
          <div>
            <dt>{say('done.number')}</dt>
            <dd className="big-code">{printedNumber(done.number)}</dd>
          </div>
          <div>
            <dt>{say('done.code')}</dt>
            <dd className="big-code">{done.code}</dd>
          </div>
        </dl>
        <p>{say('done.keep')}</p>
      </div>
      <h2>{say('done.next')}</h2>
      <ol className="how">
        {done.dispatchBy !== null && <li>{say('done.next.dispatch', { when: when(done.dispatchBy) })}</li>}
        <li>{say('done.next.unit')}</li>
        <li>{say('done.next.callback')}</li>
      </ol>
      <div className="buttons">
        <a className="button primary" href="/track/request">
          {say('done.track')}
        </a>
        <a className="button quiet" href="/report">
          {say('done.again')}
        </a>
      </div>
    </Page>
  )
}

function NothingFiled(): ReactNode {
  const { say } = usePage()
  return (
    <Page title={say('done.lost.title')}>
      <h1>{say('done.lost.title')}</h1>
      <p>{say('done.lost.text')}</p>
      <p>
        <a href="/track">{say('home.track.title')}</a>
      </p>
    </Page>
  )
}
