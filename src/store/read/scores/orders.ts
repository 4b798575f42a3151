import type { Satisfaction } from '../../../core/work-order/states.ts'
import type { Day, Instant } from '../../../core/time.ts'
import type { Queryable } from '../../journal/queryable.ts'

/** Which orders stand behind a figure: those whose answer scored, or those whose callback fell due. */
export type OrderPart = 'answered' | 'due'

/** One order behind a unit's period, with the answer that scores it; no words and nobody's name. */
export interface ScoredOrder {
  readonly number: string
  /** The day under which it is counted here: of the answer, or of the callback that fell due. */
  readonly on: Day
  readonly serviceCode: string | null
  readonly isResponseOnly: boolean
  readonly answeredOn: Day | null
  readonly contacted: boolean | null
  readonly resolved: boolean | null
  readonly satisfaction: Satisfaction | null
  readonly unsolvedReason: string | null
  readonly excluded: boolean
  /** Of an exclusion that was asked for: its code and where it stands. */
  readonly exclusion: { readonly reason: string; readonly state: string; readonly appealed: boolean } | null
  readonly disposition: string | null
  readonly registeredAt: Instant
}

export interface OrderPlace {
  readonly on: Day
  readonly number: string
}

export interface OrdersAsked {
  readonly unit: string
  readonly fromDay: Day
  readonly untilDay: Day
  readonly from: Instant
  readonly until: Instant
  readonly timeZone: string
  readonly part: OrderPart
  readonly after?: OrderPlace | undefined
  readonly limit: number
}

const fields = `r.service_code as "serviceCode", r.scope = 'response_only' as "isResponseOnly",
  a.attempted_on as "answeredOn", a.contacted, a.resolved, a.satisfaction, a.unsolved_reason as "unsolvedReason",
  coalesce(a.excluded, false) as excluded, r.disposition, r.registered_at as "registeredAt",
  (select jsonb_build_object('reason', o.detail->>'reason', 'state', o.state, 'appealed', (o.detail->>'appealed')::boolean)
     from overlay o where o.number = r.number and o.kind = 'exclusion' order by o.ordinal desc limit 1) as exclusion`

// Day by day, so that the index that the recount reads gives one unit's answers of each day and no other's.
const answered = `select a.number, a.attempted_on as "on", ${fields}
  from generate_series(greatest($2::date, coalesce($4::date, $2::date)), $3::date, interval '1 day') day
  cross join lateral (
    select * from callback_attempt c
    where c.scores and c.attempted_on = day::date and c.unit_code = $1
      and ($4::date is null or (c.attempted_on, c.number) > ($4::date, $5::bigint))
    order by c.number limit $6
  ) a join service_request r on r.number = a.number
  order by a.attempted_on, a.number limit $6`

const due = `select r.number, (r.callback_opened_at at time zone $7)::date as "on", ${fields}
  from service_request r
  left join callback_attempt a on a.number = r.number and a.scores
  where r.callback_opened_at >= $2 and r.callback_opened_at < $3 and r.scoring_unit = $1
    and r.scope in ('three_rates', 'response_only')
    and ($4::date is null or ((r.callback_opened_at at time zone $7)::date, r.number) > ($4::date, $5::bigint))
  order by (r.callback_opened_at at time zone $7)::date, r.number limit $6`

/** The orders behind a unit's figures, in the order of the days on which they are counted; a page, and where it ends. */
export async function ordersBehind(
  database: Queryable,
  asked: OrdersAsked,
): Promise<{ readonly orders: readonly ScoredOrder[]; readonly next: OrderPlace | null }> {
  const { unit, part, after, limit } = asked
  const place = [after?.on ?? null, after?.number ?? null, limit + 1]
  const result = await (part === 'answered'
    ? database.query<ScoredOrder>({
        name: 'orders_behind_answered',
        text: answered,
        values: [unit, asked.fromDay, asked.untilDay, ...place],
      })
    : database.query<ScoredOrder>({
        name: 'orders_behind_due',
        text: due,
        values: [unit, new Date(asked.from), new Date(asked.until), ...place, asked.timeZone],
      }))
  const orders = result.rows.slice(0, limit)
  const last = orders.at(-1)
  return { orders, next: result.rows.length > limit && last ? { on: last.on, number: last.number } : null }
}
