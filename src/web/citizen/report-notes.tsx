import type { ReactNode } from 'react'
import { usePage } from '../kit/use-page.ts'

/** Places for what only a living page has to say: hidden until it does. */
export const DraftNote = (): ReactNode => <output id="draft-note" className="note" hidden />

export function SentNote(): ReactNode {
  const { say } = usePage()
  return (
    <div id="sent-note" className="success" tabIndex={-1} hidden>
      <p>{say('report.sent.already')}</p>
      <p>
        <a href="/report/done">{say('report.sent.look')}</a>
      </p>
      <p>
        <a href="/report">{say('done.again')}</a>
      </p>
    </div>
  )
}

export function OfflineNote(): ReactNode {
  const { say } = usePage()
  return (
    <p id="offline-note" className="warning" tabIndex={-1} role="alert" hidden>
      {say('report.offline.stay')}
    </p>
  )
}
