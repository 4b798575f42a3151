import type { App } from '../../actions/app.ts'
import { readInboxUpTo } from '../../actions/inbox-read.ts'
import { isNoticeLink, wantsNotices, wishNotices, wishNoticesByLink, type Wished } from '../../actions/notice-wishes.ts'
import { changeUnitContact, mutableKinds } from '../../actions/unit-contact.ts'
import { inboxOf } from '../../core/notice/inbox.ts'
import { toRequester, type Notice, type NoticeKind } from '../../core/notice/notice.ts'
import { noticeRule } from '../../core/notice/rules.ts'
import { wordsOf } from '../../core/notice/words.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refusal } from '../../core/refusal.ts'
import { DAY, type Instant } from '../../core/time.ts'
import {
  inbox,
  noticesOfRequest,
  readInboxCursor,
  unitContact,
  unreadInInbox,
  type DeliveryShown,
} from '../../store/read/notices.ts'

/** A notice as a page shows it. */
export interface NoticeView {
  readonly key: string
  readonly number: string
  readonly kind: NoticeKind
  readonly at: Instant
  readonly subject: string
  readonly words: string
  readonly deliveries: readonly DeliveryShown[]
}

export interface InboxLine extends NoticeView {
  readonly isUnread: boolean
  readonly isUrgent: boolean
}

export interface InboxView {
  readonly lines: readonly InboxLine[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  /** Up to a hundred. */
  readonly unread: number
}

export interface UnitContactView {
  readonly email: string
  readonly phone: string
  /** What may be left out, and what is. */
  readonly kinds: readonly { readonly kind: NoticeKind; readonly isSent: boolean }[]
}

export interface ContactTyped {
  readonly email: string
  readonly phone: string
  /** Kinds that are to be sent. */
  readonly sent: readonly string[]
}

export interface NoticeDoors {
  /** Whether e-mails and messages leave this installation at all. */
  readonly noticesLeave: boolean
  /** What the requester was told of a request, newest first, and whether they want it sent. */
  readonly noticesToRequester: (
    number: string,
    language: string,
  ) => Promise<{ readonly notices: readonly NoticeView[]; readonly wanted: boolean }>
  readonly wishNotices: (actor: Actor, number: string, wanted: boolean) => Promise<Wished>
  /** Whether somebody holds the link of this request's e-mails. */
  readonly isNoticeLink: (number: string, token: string) => boolean
  readonly wishNoticesByLink: (number: string, token: string, wanted: boolean) => Promise<Wished>
  /** A page of the actor's inbox; null for who has none. */
  readonly inbox: (actor: Actor, after: string | null, language: string) => Promise<InboxView | null>
  readonly inboxUnread: (actor: Actor) => Promise<number>
  readonly markInboxRead: (actor: Actor, upTo: Instant) => Promise<void>
  /** Where the actor's unit is reached; null for who may not set it. */
  readonly contactOfUnit: (actor: Actor) => Promise<UnitContactView | null>
  readonly changeContact: (actor: Actor, typed: ContactTyped) => Promise<Refusal | null>
  /** What could not be sent in the last seven days, for the administrator. */
}

const pageLines = 50
/** Who opens an inbox for the first time finds this much of it new, not the whole past. */
const newsFor = 3 * DAY
const hiddenCode = '********'
const setsContact = ({ role, unit }: Actor): boolean =>
  (role === 'unit_head' || role === 'district_centre') && unit !== undefined

export function createNoticeDoors(app: App): NoticeDoors {
  const { rulebook, store, clock } = app
  const { database } = store
  const viewOf = viewer(app)
  return {
    noticesLeave: store.sendsNotices,
    noticesToRequester: async (number, language) => {
      const [rows, wanted] = await Promise.all([
        noticesOfRequest(database, number, toRequester),
        wantsNotices(app, number),
      ])
      return { notices: rows.flatMap((row) => viewOf(row, language)), wanted }
    },
    wishNotices: (actor, number, wanted) => wishNotices(app, actor, number, wanted),
    isNoticeLink: (number, token) => isNoticeLink(app, number, token),
    wishNoticesByLink: (number, token, wanted) => wishNoticesByLink(app, number, token, wanted),
    inbox: async (actor, after, language) => {
      const recipient = inboxOf(actor, rulebook)
      if (recipient === null) return null
      const [page, { count, readAt }] = await Promise.all([
        inbox(database, recipient, after === null ? undefined : readInboxCursor(after), pageLines),
        unreadInInbox(database, recipient, actor.id, clock.now() - newsFor),
      ])
      const lines = page.rows.flatMap((row) =>
        viewOf({ ...row, deliveries: [] }, language).map((view) => ({
          ...view,
          isUnread: row.at > readAt,
          isUrgent: noticeRule(row.kind).isUrgent === true || row.kind === 'alarm',
        })),
      )
      return { lines, next: page.next, unread: count }
    },
    inboxUnread: async (actor) => {
      const recipient = inboxOf(actor, rulebook)
      return recipient === null ? 0 : (await unreadInInbox(database, recipient, actor.id, clock.now() - newsFor)).count
    },
    markInboxRead: (actor, upTo) => readInboxUpTo(app, actor, upTo),
    contactOfUnit: async (actor) => {
      if (!setsContact(actor)) return null
      const { email, phone, muted } = (await unitContact(database, actor.unit ?? '')) ?? unset
      const kinds = mutableKinds.map((kind) => ({ kind, isSent: !muted.includes(kind) }))
      return { email: email ?? '', phone: phone ?? '', kinds }
    },
    changeContact: async (actor, { email, phone, sent }) => {
      const muted = mutableKinds.filter((kind) => !sent.includes(kind))
      const changed = await changeUnitContact(app, actor, actor.unit ?? '', { email, phone, muted })
      return changed.ok ? null : changed.refusal
    },
  }
}

const unset = { email: null, phone: null, muted: [] as readonly string[] }

interface Row extends Notice {
  readonly number: string
  readonly deliveries: readonly DeliveryShown[]
}

/** In words, by the city's templates: what the city has no words for was not told. */
const viewer =
  ({ rulebook }: App) =>
  (row: Row, language: string): readonly NoticeView[] => {
    const { number, seq, kind, at, deliveries } = row
    const words = wordsOf(rulebook, row, { number, language, accessCode: hiddenCode })
    if (!words) return []
    return [
      { key: `${number} ${seq} ${kind}`, number, kind, at, subject: words.subject, words: words.body, deliveries },
    ]
  }
