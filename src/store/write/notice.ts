import { createHash } from 'node:crypto'
import type { Notice, NoticeChannel } from '../../core/notice/notice.ts'
import type { Instant } from '../../core/time.ts'
import type { Confidentiality, RequestType } from '../../core/work-order/states.ts'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { Database } from '../database.ts'

/** A way that was chosen for a notice, or why it stays in. */
export interface PlannedDelivery extends Pick<Notice, 'seq' | 'kind' | 'recipient'> {
  readonly number: string
  readonly channel: NoticeChannel
  readonly language: string
  /** Null: it is not sent, and `reason` says why. */
  readonly nextAttemptAt: Instant | null
  readonly reason: string | null
}

/** The key of a notice that has been looked at. */
export type NoticeKey = Pick<PlannedDelivery, 'number' | 'seq' | 'kind' | 'recipient'>

/** One name for one message, whoever makes it and however often. */
export function deliveryId({ number, seq, kind, recipient }: NoticeKey, channel: NoticeChannel): string {
  const hex = createHash('sha256').update(`notice|${number}|${seq}|${kind}|${recipient}|${channel}`).digest('hex')
  // A UUID of version 8: made by our own rule.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const planStatement = `with looked as (
  select x.* from json_to_recordset($1::json) as x(number bigint, seq integer, kind text, recipient text)
), taken as (
  update notice n set waits_since = null from looked l
  where n.number = l.number and n.seq = l.seq and n.kind = l.kind and n.recipient = l.recipient
    and n.waits_since is not null
  returning n.number, n.seq, n.kind, n.recipient
), planned as (
  insert into notice_delivery (id, number, seq, kind, recipient, channel, language, state, reason, next_attempt_at,
    planned_at, settled_at)
  select x.id, x.number, x.seq, x.kind, x.recipient, x.channel, x.language,
    case when x.next_attempt_at is null then 'suppressed' else 'pending' end, x.reason, x.next_attempt_at, $3,
    case when x.next_attempt_at is null then $3::timestamptz end
  from json_to_recordset($2::json) as x(id uuid, number bigint, seq integer, kind text, recipient text, channel text,
    language text, reason text, next_attempt_at timestamptz)
  join taken t on t.number = x.number and t.seq = x.seq and t.kind = x.kind and t.recipient = x.recipient
  on conflict (id) do nothing
)
select count(*)::integer as taken from taken`

/** Writes down the ways of notices that waited. Whom another worker planned meanwhile is left alone. */
export async function planDeliveries(
  database: Database,
  looked: readonly NoticeKey[],
  deliveries: readonly PlannedDelivery[],
  now: Instant,
): Promise<number> {
  const keys = looked.map(({ number, seq, kind, recipient }) => ({ number, seq, kind, recipient }))
  const rows = deliveries.map(({ channel, language, nextAttemptAt, reason, number, seq, kind, recipient }) => ({
    id: deliveryId({ number, seq, kind, recipient }, channel),
    number,
    seq,
    kind,
    recipient,
    channel,
    language,
    reason,
    next_attempt_at: nextAttemptAt === null ? null : new Date(nextAttemptAt).toISOString(),
  }))
  const values = [JSON.stringify(keys), JSON.stringify(rows), new Date(now)]
  const result = await database.query<{ taken: number }>({ name: 'plan_deliveries', text: planStatement, values })
  return result.rows[0]?.taken ?? 0
}

/** A delivery to be tried now, with what its words need. */
export interface TakenDelivery extends NoticeKey {
  readonly id: string
  readonly channel: NoticeChannel
  readonly language: string
  /** This try counted. */
  readonly attempts: number
  readonly unitCode: string | null
  readonly dueAt: Instant | null
  readonly reason: string | null
  readonly confidentiality: Confidentiality
  readonly requestType: RequestType
  readonly level: UrgencyLevel
  /** Turned off since it was planned. */
  readonly isOptedOut: boolean
}

const takeStatement = `with taken as (
  update notice_delivery d set next_attempt_at = $2, attempts = d.attempts + 1
  where d.id in (
    select id from notice_delivery where state = 'pending' and next_attempt_at <= $1
    order by next_attempt_at, id limit $3 for update skip locked)
  returning d.*
)
select t.id, t.number, t.seq, t.kind, t.recipient, t.channel, t.language, t.attempts,
  n.unit_code as "unitCode", n.due_at as "dueAt", n.reason,
  r.confidentiality, r.request_type as "requestType", r.level,
  (t.recipient = '@requester' and exists (
    select from notice_opt_out o where o.number = t.number
    union all
    select from identity.requester i join notice_opt_out o on o.phone_index = i.phone_index where i.number = t.number
  )) as "isOptedOut"
from taken t
join notice n on n.number = t.number and n.seq = t.seq and n.kind = t.kind and n.recipient = t.recipient
join service_request r on r.number = t.number
order by t.number, t.id`

/**
 * Takes deliveries that are due, oldest first, until `until`: whoever dies with one in his hands leaves it to be
 * taken again then. No other worker takes the same meanwhile.
 */
export async function takeDeliveries(
  database: Database,
  now: Instant,
  until: Instant,
  limit: number,
): Promise<readonly TakenDelivery[]> {
  const values = [new Date(now), new Date(until), limit]
  return (await database.query<TakenDelivery>({ name: 'take_deliveries', text: takeStatement, values })).rows
}

export type DeliveryState = 'pending' | 'sent' | 'delivered' | 'failed' | 'suppressed'

export interface DeliveryOutcome {
  readonly id: string
  readonly state: DeliveryState
  readonly reason: string | null
  readonly nextAttemptAt: Instant | null
  readonly receipt: string | null
  readonly at: Instant
}

/** What became of a try. A receipt that came first is not taken back. */
export async function noteOutcome(database: Database, outcome: DeliveryOutcome): Promise<void> {
  const { id, state, reason, nextAttemptAt, receipt, at } = outcome
  await database.query({
    name: 'note_outcome',
    text: `update notice_delivery set state = $2, reason = $3, next_attempt_at = $4, receipt = coalesce($5, receipt),
        sent_at = case when $2 = 'sent' then $6::timestamptz else sent_at end,
        settled_at = case when $2 = 'pending' then null else $6::timestamptz end
      where id = $1 and state = 'pending'`,
    values: [id, state, reason, nextAttemptAt === null ? null : new Date(nextAttemptAt), receipt, new Date(at)],
  })
}

export interface Receipt {
  readonly id: string
  readonly state: 'delivered' | 'failed'
  readonly reason: string | null
}

/** What the gateway tells of a message afterwards; delivered is the last word. False for an id that is none of ours. */
export async function noteReceipt(database: Database, { id, state, reason }: Receipt, at: Instant): Promise<boolean> {
  const result = await database.query<{ known: boolean }>({
    name: 'note_receipt',
    text: `with noted as (
        update notice_delivery set state = $2, reason = $3, next_attempt_at = null, settled_at = $4,
          sent_at = coalesce(sent_at, case when $2 = 'delivered' then $4::timestamptz end)
        where id = $1 and state in ('pending', 'sent', 'failed') and state <> $2
      )
      select exists (select from notice_delivery where id = $1) as known`,
    values: [id, state, reason, new Date(at)],
  })
  return result.rows[0]?.known ?? false
}
