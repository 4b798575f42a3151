import { useEffect, useRef, type ReactNode } from 'react'
import { Form, Link, useActionData, useLoaderData, useRevalidator, type LinksFunction } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { InboxLine } from '../../house/notices.ts'
import { When } from '../../kit/clock-view.tsx'
import { Empty } from '../../kit/empty.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useLive } from '../../kit/live.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/inbox.css?url'
import { DeskPage } from '../desk-page.tsx'
import { ContactForm } from './contact-form.tsx'
import type { ContactState, InboxData } from './inbox.server.ts'

export { action, loader } from './inbox.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** What the unit was told: new urgent orders, limits, supervision, decisions on its objections. */
export default function Inbox(): ReactNode {
  const { say } = usePage()
  const { inbox, contact, noticesLeave, isFirst, done } = useLoaderData<InboxData>()
  const state = useActionData<ContactState>()
  const problems = state?.problems ?? []
  useFreshInbox()
  const newest = inbox?.lines[0]
  return (
    <DeskPage
      title={say('inbox.title')}
      hasProblem={problems.length > 0}
      head={inbox && inbox.unread > 0 && newest && isFirst ? <MarkRead upTo={newest.at} unread={inbox.unread} /> : null}
    >
      {done === 'contact' && problems.length === 0 && <output className="success">{say('inbox.contact.saved')}</output>}
      {inbox === null && <Empty words={say('inbox.none')} />}
      {inbox?.lines.length === 0 && <Empty words={say('inbox.empty')} />}
      {inbox && inbox.lines.length > 0 && (
        <ol className="inbox" aria-label={say('inbox.title')}>
          {inbox.lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </ol>
      )}
      {inbox && (
        <p className="pages">
          {!isFirst && <Link to="/staff/inbox">{say('inbox.newest')}</Link>}
          {inbox.next !== null && <Link to={`/staff/inbox?after=${inbox.next}`}>{say('inbox.older')}</Link>}
        </p>
      )}
      {contact && <ContactForm contact={state?.contact ?? contact} problems={problems} leave={noticesLeave} />}
    </DeskPage>
  )
}

function MarkRead({ upTo, unread }: { readonly upTo: number; readonly unread: number }): ReactNode {
  const { say } = usePage()
  const form = useRef<HTMLFormElement>(null)
  useKeys([{ keys: 'm', words: say('inbox.read'), run: () => form.current?.requestSubmit() }])
  return (
    <Form method="post" action="/staff/inbox" ref={form} className="inline-form">
      <span className="badge">{unread >= 100 ? say('inbox.unread.many') : say('inbox.unread', { n: unread })}</span>
      <input type="hidden" name="upTo" value={upTo} />
      <button>{say('inbox.read')}</button>
    </Form>
  )
}

function Line({ line }: { readonly line: InboxLine }): ReactNode {
  const { say } = usePage()
  const { number, kind, at, words, isUnread, isUrgent } = line
  return (
    <li className={[isUnread ? 'unread' : '', isUrgent ? 'urgent' : ''].join(' ').trim() || undefined}>
      <p className="inbox-head">
        {isUnread && <span className="badge">{say('inbox.new')}</span>}
        <strong>
          {isUrgent && <span aria-hidden="true">⚠ </span>}
          {say(`notice.kind.${kind}`)}
        </strong>
        <Link to={`/staff/requests/${number}`}>{printedNumber(number)}</Link>
        <When at={at} />
      </p>
      <p>{words}</p>
    </li>
  )
}

const freshAfterMs = 1_500

/** Word of something for this desk came: the list is read anew, once for a burst. */
function useFreshInbox(): void {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void revalidate(), freshAfterMs)
  }
  useLive('notice', soon)
  useLive('resync', soon)
  useEffect(() => () => clearTimeout(timer.current), [])
}
