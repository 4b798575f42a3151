import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface Moments {
  readonly now: Instant
  /** Rows at most. */
  readonly limit: number
  /** Whether what is told also waits to be sent. */
  readonly sends: boolean
}

/** The key of a moment: the minute of its deadline, negative, so that each deadline is told of once. */
const minuteOf = '(-floor(extract(epoch from w.due_at) / 60))::integer'

const untold = (kind: string): string => `not exists (
    select from notice n
    where n.number = w.number and n.seq = ${minuteOf} and n.kind = '${kind}' and n.recipient = w.unit_code offset 0)`

/** An approved ledger entry holds the clock. */
const notHeld = `not exists (
    select from overlay o where o.number = w.number and o.kind = 'ledger' and o.state = 'active' offset 0)`

const liveLead = `w.role = 'lead' and w.ended_at is null and w.replied_at is null`

const dueSoonStatement = `with due as (
  select w.number, w.unit_code, w.due_at, ${minuteOf} as seq from work_order w
  where ${liveLead} and w.due_at > $1 and w.due_at <= $1::timestamptz + $4 * interval '1 millisecond'
    and w.due_at - least((w.due_at - w.dispatched_at) * $5, $4 * interval '1 millisecond') <= $1
    and ${untold('due_soon')} and ${notHeld}
  order by w.due_at, w.number limit $2
), added as (
  insert into notice (number, seq, kind, recipient, unit_code, due_at, at, waits_since)
  select number, seq, 'due_soon', unit_code, unit_code, due_at, $1, case when $3 then $1::timestamptz end from due
  on conflict do nothing returning 1
)
select count(*)::integer as added from added`

/** Tells lead units of limits that will run out: `share` of the time is left, and `most` at most. */
export async function tellDueSoon(
  database: Database,
  { now, limit, sends }: Moments,
  { share, most }: { readonly share: number; readonly most: number },
): Promise<number> {
  const values = [new Date(now), limit, sends, most, share]
  return added(await database.query<Added>({ name: 'tell_due_soon', text: dueSoonStatement, values }))
}

const overdueStatement = `with due as (
  select w.number, w.unit_code, w.due_at, ${minuteOf} as seq,
    (select r.district_unit from service_request r where r.number = w.number) as district_unit
  from work_order w
  where ${liveLead} and w.due_at <= $1 and w.due_at > $4 and ${untold('overdue')} and ${notHeld}
  order by w.due_at, w.number limit $2
), added as (
  insert into notice (number, seq, kind, recipient, unit_code, due_at, at, waits_since)
  select d.number, d.seq, v.kind, v.recipient, d.unit_code, d.due_at, $1, case when $3 then $1::timestamptz end
  from due d
  cross join lateral (values ('overdue', d.unit_code), ('district_overdue', d.district_unit)) as v (kind, recipient)
  where v.recipient is not null and (v.kind = 'overdue' or v.recipient <> d.unit_code)
  on conflict do nothing returning 1
)
select count(*)::integer as added from added`

/** Tells lead units, and the district above, of limits that ran out since `since` without a reply. */
export async function tellOverdue(database: Database, { now, limit, sends }: Moments, since: Instant): Promise<number> {
  const values = [new Date(now), limit, sends, new Date(since)]
  return added(await database.query<Added>({ name: 'tell_overdue', text: overdueStatement, values }))
}

interface Added {
  readonly added: number
}

const added = ({ rows }: { readonly rows: readonly Added[] }): number => rows[0]?.added ?? 0
