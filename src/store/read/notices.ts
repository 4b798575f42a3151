import type { Notice, NoticeChannel, NoticeKind } from '../../core/notice/notice.ts'
import { noticeKinds } from '../../core/notice/notice.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import type { DeliveryState } from '../write/notice.ts'

/** What became of a notice on one way beyond the page. */
export interface DeliveryShown {
  readonly channel: NoticeChannel
  readonly state: DeliveryState
  readonly at: Instant
}

export interface NoticeShown extends Notice {
  readonly number: string
  readonly deliveries: readonly DeliveryShown[]
}

const columns = `n.number, n.seq, n.kind, n.recipient, n.unit_code as "unitCode", n.due_at as "dueAt", n.reason, n.at`

const ofRequestStatement = `select ${columns}, coalesce(d.list, '[]') as deliveries
  from notice n
  left join lateral (
    select json_agg(json_build_object('channel', d.channel, 'state', d.state,
      'at', floor(extract(epoch from coalesce(d.settled_at, d.planned_at)) * 1000)) order by d.channel) as list
    from notice_delivery d
    where d.number = n.number and d.seq = n.seq and d.kind = n.kind and d.recipient = n.recipient
  ) d on true
  where n.number = $1 and n.recipient = $2
  order by n.at desc, n.seq desc, n.kind limit 100`

/** The notices of one request to one reader, newest first. */
export async function noticesOfRequest(
  database: Database,
  number: string,
  recipient: string,
): Promise<readonly NoticeShown[]> {
  const values = [number, recipient]
  return (await database.query<NoticeShown>({ name: 'notices_of_request', text: ofRequestStatement, values })).rows
}

/** Whether the requester has turned sending off, for this request or for its phone. */
export async function isOptedOut(database: Database, number: string): Promise<boolean> {
  const result = await database.query<{ out: boolean }>({
    name: 'is_opted_out',
    text: `select exists (
        select from notice_opt_out where number = $1
        union all
        select from identity.requester i join notice_opt_out o on o.phone_index = i.phone_index where i.number = $1
      ) as out`,
    values: [number],
  })
  return result.rows[0]?.out ?? false
}

/** Where a page of an inbox ended. */
export interface InboxKey {
  readonly at: Instant
  readonly number: string
  readonly seq: number
  readonly kind: NoticeKind
}

export interface InboxPage {
  readonly rows: readonly Omit<NoticeShown, 'deliveries'>[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

const inboxStatement = (following: boolean): string => `select ${columns} from notice n
  where n.recipient = $1 and n.recipient <> '@requester'
    ${following ? 'and (n.at, n.number, n.seq) <= ($3::timestamptz, $4::bigint, $5::integer) and ((n.at, n.number, n.seq) < ($3::timestamptz, $4::bigint, $5::integer) or n.kind > $6)' : ''}
  order by n.at desc, n.number desc, n.seq desc, n.kind limit $2`

/** A unit's inbox, newest first, a page at a time by key. */
export async function inbox(
  database: Database,
  recipient: string,
  after: InboxKey | undefined,
  limit: number,
): Promise<InboxPage> {
  const values = [recipient, limit + 1, ...(after ? [new Date(after.at), after.number, after.seq, after.kind] : [])]
  const name = after ? 'inbox_after' : 'inbox_first'
  const result = await database.query<NoticeShown>({ name, text: inboxStatement(after !== undefined), values })
  const rows = result.rows.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: last && result.rows.length > limit ? inboxCursor(last) : null }
}

const inboxCursor = ({ at, number, seq, kind }: InboxKey): string =>
  Buffer.from(`${at}.${number}.${seq}.${kind}`, 'latin1').toString('base64url')

/** The key that a cursor stands for; undefined for anything that is not one of ours. */
export function readInboxCursor(cursor: string): InboxKey | undefined {
  if (!/^[\w-]{1,120}$/.test(cursor)) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const match = /^(\d{1,15})\.(\d{1,18})\.(-?\d{1,9})\.([a-z_]{1,40})$/.exec(text)
  const kind = noticeKinds.find((one) => one === match?.[4])
  return match && kind ? { at: Number(match[1]), number: String(match[2]), seq: Number(match[3]), kind } : undefined
}

/** More than this is said as "99+". */
export const mostUnread = 100

export interface Unread {
  readonly count: number
  /** Up to when the actor has read. */
  readonly readAt: Instant
}

/** How much of an inbox the actor has not read, up to `mostUnread`. For whoever never read it, news begins at `since`. */
export async function unreadInInbox(
  database: Database,
  recipient: string,
  actorId: string,
  since: Instant,
): Promise<Unread> {
  const result = await database.query<Unread>({
    name: 'unread_in_inbox',
    text: `with seen as (
        select coalesce((select read_at from inbox_read where actor_id = $2 and recipient = $1), $3::timestamptz) as at
      )
      select (select at from seen) as "readAt", (
        select count(*)::integer from (
          select from notice n where n.recipient = $1 and n.recipient <> '@requester' and n.at > (select at from seen)
          limit ${mostUnread}
        ) as unread
      ) as count`,
    values: [recipient, actorId, new Date(since)],
  })
  return result.rows[0] ?? { count: 0, readAt: since }
}

export interface UnitContactShown {
  readonly email: string | null
  readonly phone: string | null
  readonly muted: readonly string[]
  readonly changedAt: Instant
}

export async function unitContact(database: Database, unitCode: string): Promise<UnitContactShown | undefined> {
  const result = await database.query<UnitContactShown>({
    name: 'unit_contact',
    text: 'select email, phone, muted, changed_at as "changedAt" from unit_contact where unit_code = $1',
    values: [unitCode],
  })
  return result.rows[0]
}

export interface NoticeHealth {
  /** Waiting longer than an hour, counted up to a thousand. */
  readonly late: number
  readonly failed: readonly {
    readonly channel: NoticeChannel
    readonly reason: string
    readonly count: number
    readonly lastAt: Instant
  }[]
}

/** What an administrator has to see: what failed since `since`, by way and reason, and what does not get out. */
export async function noticeHealth(database: Database, now: Instant, since: Instant): Promise<NoticeHealth> {
  const [failed, late] = await Promise.all([
    database.query<NoticeHealth['failed'][number]>({
      name: 'notices_failed',
      text: `select channel, coalesce(reason, '') as reason, count(*)::integer as count, max(settled_at) as "lastAt"
        from notice_delivery where state = 'failed' and settled_at >= $1 group by channel, reason
        order by count desc, channel, reason`,
      values: [new Date(since)],
    }),
    database.query<{ late: number }>({
      name: 'notices_late',
      text: `select (
          (select count(*) from (select from notice where waits_since < $1 limit 1000) as waiting) +
          (select count(*) from (
            select from notice_delivery where state = 'pending' and next_attempt_at < $1 limit 1000) as pending)
        )::integer as late`,
      values: [new Date(now - 3_600_000)],
    }),
  ])
  return { late: late.rows[0]?.late ?? 0, failed: failed.rows }
}
