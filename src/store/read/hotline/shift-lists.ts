import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** A reply that no callback has asked about yet. */
export interface FreshReply {
  readonly number: string
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly leadUnit: string | null
  readonly level: UrgencyLevel
  readonly dispatchedAt: Instant
  readonly repliedAt: Instant
  readonly late: boolean
  readonly matter: string
  /** As the requester reads it. */
  readonly reply: string
}

/** Replies that can still be sent back; asked about first comes first. */
export async function freshReplies(database: Database, most: number): Promise<readonly FreshReply[]> {
  const result = await database.query<FreshReply>({
    name: 'fresh_replies',
    text: `select r.number, r.service_code as "serviceCode", r.area_code as "areaCode", r.lead_unit as "leadUnit", r.level,
        w.dispatched_at as "dispatchedAt", w.replied_at as "repliedAt", w.replied_late as late,
        left(coalesce(m.body, ''), 300) as matter, left(coalesce(p.body, ''), 600) as reply
      from (select * from service_request where state = 'replied' order by callback_due_at, number limit $1) r
      join lateral (
        select dispatched_at, replied_at, replied_late from work_order o
        where o.number = r.number and o.role = 'lead' and o.replied_at is not null order by o.ordinal desc limit 1
      ) w on true
      left join event_text m on m.number = r.number and m.seq = 1 and m.name = 'matter'
      left join lateral (
        select body from event_text t where t.number = r.number and t.name = 'publicReply' order by t.seq desc limit 1
      ) p on true
      order by r.callback_due_at, r.number`,
    values: [most],
  })
  return result.rows
}

/** A call of today that was drawn to be looked at again. */
export interface SampledCall {
  readonly number: string
  readonly state: RequestState
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly registeredAt: Instant
  readonly takenBy: string
  readonly matter: string
  readonly isReviewed: boolean
}

interface SampleQuery {
  /** The day's first number bounds the walk. */
  readonly from: string
  readonly state: 'answered_directly' | null
  readonly perAgent: number
  readonly reviewer: string
}

/** Candidates of a day in the order of their number's hash; chance that anybody can draw again. */
const candidates = 400

/** So many calls of each agent, drawn by the hash of their number: nobody chooses whose call is looked at. */
export async function sampledCalls(database: Database, query: SampleQuery): Promise<readonly SampledCall[]> {
  const result = await database.query<SampledCall>({
    name: 'sampled_calls',
    text: `with drawn as (
        select r.number, r.state, r.service_code, r.area_code, r.registered_at, j.body::jsonb #>> '{actor,id}' as taken_by
        from (
          select * from service_request
          where number >= $1::bigint and channel = 'phone' and ($2::text is null or state = $2)
          order by hashint8(number), number limit ${candidates}
        ) r
        join journal_entry j on j.number = r.number and j.seq = 1
      ), ranked as (
        select *, row_number() over (partition by taken_by order by hashint8(number), number) as place from drawn
      )
      select d.number, d.state, d.service_code as "serviceCode", d.area_code as "areaCode",
        d.registered_at as "registeredAt", right(d.taken_by, 4) as "takenBy", left(coalesce(m.body, ''), 80) as matter,
        exists (select from call_review c where c.number = d.number and c.reviewer = $4) as "isReviewed"
      from ranked d
      left join event_text m on m.number = d.number and m.seq = 1 and m.name = 'matter'
      where d.place <= $3 order by d.taken_by, d.place`,
    values: [query.from, query.state, query.perAgent, query.reviewer],
  })
  return result.rows
}

export interface CallMarks {
  readonly manner: number
  readonly understanding: number
  readonly record: number
  readonly sorting: number
  readonly note: string
}

/** What somebody thought of a call; undefined before. */
export async function reviewOf(database: Database, number: string, reviewer: string): Promise<CallMarks | undefined> {
  const result = await database.query<CallMarks>({
    name: 'call_review_of',
    text: 'select manner, understanding, record, sorting, note from call_review where number = $1 and reviewer = $2',
    values: [number, reviewer],
  })
  return result.rows[0]
}
