import type { ReactNode } from 'react'
import type { NoticeView } from '../house/notices.ts'
import { When } from './clock-view.tsx'
import { usePage } from './use-page.ts'

interface RequesterNoticesProps {
  readonly notices: readonly NoticeView[]
  /** Whether e-mails and messages are sent to the requester. */
  readonly wanted: boolean
  /** Whether the installation sends any. */
  readonly leave: boolean
}

/** What the requester was told, on which ways, and how to have no more of it sent. */
export function RequesterNotices({ notices, wanted, leave }: RequesterNoticesProps): ReactNode {
  const { say } = usePage()
  return (
    <section className="notices" aria-labelledby="notices">
      <h2 id="notices">{say('notice.title')}</h2>
      {notices.length > 0 && (
        <details>
          <summary>{say('notice.list', { n: notices.length })}</summary>
          <ol className="timeline">
            {notices.map((notice) => (
              <NoticeItem key={notice.key} notice={notice} />
            ))}
          </ol>
        </details>
      )}
      {leave && (
        <form method="post" action="/track/notices">
          <p>{say(wanted ? 'notice.on' : 'notice.off')}</p>
          <button className="quiet" name="send" value={wanted ? 'none' : 'all'}>
            {say(wanted ? 'notice.stop' : 'notice.again')}
          </button>
        </form>
      )}
      {!leave && <p className="hint">{say('notice.page-only')}</p>}
    </section>
  )
}

function NoticeItem({ notice }: { readonly notice: NoticeView }): ReactNode {
  const { say } = usePage()
  return (
    <li>
      <p className="timeline-head">
        <strong>{notice.subject}</strong>
        <When at={notice.at} />
      </p>
      <p className="words">{notice.words}</p>
      {notice.deliveries.map(({ channel, state, at }) => (
        <p className="hint" key={channel}>
          {say(`notice.channel.${channel}`)} · {say(`notice.state.${state}`)}
          {(state === 'sent' || state === 'delivered') && (
            <>
              {' '}
              <When at={at} />
            </>
          )}
        </p>
      ))}
    </li>
  )
}
