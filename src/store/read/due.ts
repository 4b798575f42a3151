import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** A request that time has made something due for. */
export interface Due {
  readonly number: string
  /** As it was read: what is done about it holds for this state of the request alone. */
  readonly seq: number
  readonly dueAt: Instant
}

/** Where the last page ended. */
export interface After {
  readonly dueAt: Instant
  readonly number: string
}

export type ReadDue<D extends Due> = (
  database: Database,
  now: Instant,
  after: After | null,
  limit: number,
) => Promise<readonly D[]>

interface DueStatement {
  readonly name: string
  /** Column that tells since when it is due; the list is ordered by it. */
  readonly dueAt: string
  /** One table, so that its own index gives the order whatever the planner believes. */
  readonly from: string
  /** `$1` is now. Parameters of the caller begin at `$5`. */
  readonly where: string
  readonly also?: string
}

/** Oldest first, a page at a time by key, so that what cannot be done now never hides what can. */
export function dueStatement({ name, dueAt, from, where, also = '' }: DueStatement) {
  // The number beside the moment, so that one index holds both.
  const number = `${dueAt.slice(0, dueAt.indexOf('.'))}.number`
  const text = `select d.*, (select r.seq from service_request r where r.number = d.number) as seq
    from (
      select ${number}, ${dueAt} as "dueAt"${also} from ${from}
      where ${dueAt} <= $1::timestamptz and (${dueAt}, ${number}) > ($2::timestamptz, $3::bigint) and ${where}
      order by ${dueAt}, ${number} limit $4
    ) d order by d."dueAt", d.number`
  return async <D extends Due>(
    database: Database,
    now: Instant,
    after: After | null,
    limit: number,
    more: readonly unknown[] = [],
  ): Promise<readonly D[]> => {
    const values = [new Date(now), new Date(after?.dueAt ?? 0), after?.number ?? '0', limit, ...more]
    return (await database.query<D & object>({ name: `due ${name}`, text, values })).rows
  }
}

/** Requests whose callback has to begin (art. 23). */
export const callbacksDue: ReadDue<Due> = dueStatement({
  name: 'callbacks',
  dueAt: 'r.callback_due_at',
  from: 'service_request r',
  where: 'r.callback_due_at is not null',
})

export interface DueOverlay extends Due {
  readonly ordinal: number
}

/** Ledger entries whose day of review has come. */
export const ledgersDue: ReadDue<DueOverlay> = dueStatement({
  name: 'ledgers',
  dueAt: 'o.due_at',
  from: 'overlay o',
  where: `o.kind = 'ledger' and o.state = 'active' and o.due_at is not null`,
  also: ', o.ordinal',
})

export interface DueWhistle extends DueOverlay {
  readonly units: readonly string[]
}

const silentUnits = `(select array_agg(d ->> 'unitCode' order by d ->> 'unitCode')
  from jsonb_array_elements(o.detail -> 'departments') d
  where d ->> 'acknowledgedAt' is null and d ->> 'arrivedAt' is null and not (d ->> 'missed')::boolean)`

/** Whistles that a department has not even acknowledged in time, of requests that are still open: after the end nobody is marked. */
export const whistlesDue: ReadDue<DueWhistle> = dueStatement({
  name: 'whistles',
  dueAt: 'o.due_at',
  from: 'overlay o',
  where: `o.kind = 'whistle' and o.state = 'active' and o.due_at is not null and ${silentUnits} is not null
    and exists (select from service_request s where s.number = o.number and s.settled_at is null offset 0)`,
  also: `, o.ordinal, ${silentUnits} as units`,
})

/** Callbacks whose next attempt is due and that have had their share of attempts and days already ($5, $6). */
const unreachable = dueStatement({
  name: 'unreachable',
  dueAt: 'r.next_attempt_at',
  from: 'service_request r',
  where: `r.state = 'callback_pending' and exists (
    select from callback_attempt c
    where c.number = r.number and c.result <> 'valid' and c.attempted_at >= r.callback_opened_at
    having count(*) >= $5::integer and count(distinct c.attempted_on) >= $6::integer)`,
})
export const unreachableDue =
  (minAttempts: number, minDays: number): ReadDue<Due> =>
  (database, now, after, limit) =>
    unreachable(database, now, after, limit, [minAttempts, minDays])

/** Requests that wait for dispatch, of these services, without emergencies, upheld objections and dispatches taken back. */
const dispatchable = dueStatement({
  name: 'dispatchable',
  dueAt: 'r.dispatch_due_at',
  from: 'service_request r',
  where: `r.state = 'pending_dispatch' and r.hops = 0 and r.level <> 'L1'
    and r.changed_at <= $5::timestamptz and r.service_code = any ($6::text[])
    and not exists (select from work_order w where w.number = r.number and w.outcome = 'recalled')`,
  also: ', r.state, r.service_code as "serviceCode", r.area_code as "areaCode", r.level, r.hops',
})

export interface DueDispatch extends Due {
  readonly state: 'pending_dispatch'
  readonly serviceCode: string
  readonly areaCode: string | null
  readonly level: 'L2' | 'L3' | 'L4'
  readonly hops: number
}

/** All that are waiting are due: the nearest dispatch limit comes first. */
const everything: Instant = Date.UTC(9999, 0)
export const dispatchDue =
  (unchangedSince: Instant, services: readonly string[]): ReadDue<DueDispatch> =>
  (database, _, after, limit) =>
    dispatchable(database, everything, after, limit, [new Date(unchangedSince), services])
