import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { OverlayKind } from '../../../core/work-order/overlay.ts'
import type { Confidentiality, RequestState, RequestType } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** One order that a unit leads, with everything that says what to do next about it. No identity. */
export interface UnitOrder {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly alarm: boolean
  readonly requestType: RequestType
  readonly confidentiality: Confidentiality
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly matter: string
  readonly place: string
  readonly dispatchedAt: Instant
  readonly signingDueAt: Instant | null
  readonly signedAt: Instant | null
  readonly firstContactDueAt: Instant | null
  readonly firstContactAt: Instant | null
  readonly dueAt: Instant
  readonly round: number
  readonly handler: string | null
  /** The request that this one continues: the citizen came back with the same matter. */
  readonly earlierNumber: string | null
  /** The hotline sent the reply back. */
  readonly isReturned: boolean
  /** What is asked and not decided yet, and the ledger entry that holds the clock. */
  readonly waits: readonly OverlayKind[]
  readonly isOnLedger: boolean
  readonly assists: number
  /** Measures that wait for an answer. */
  readonly supervisions: number
}

// The state list repeats the partial index of a unit's queue.
const held = `r.state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied')`

const statement = `select r.number, r.seq, r.state, r.level, r.alarm, r.request_type as "requestType", r.confidentiality,
  r.service_code as "serviceCode", r.area_code as "areaCode", r.earlier_number as "earlierNumber",
  coalesce((select left(body, 200) from event_text where number = r.number and seq = 1 and name = 'matter'), '') as matter,
  coalesce((select body from event_text where number = r.number and seq = 1 and name = 'place'), '') as place,
  w.dispatched_at as "dispatchedAt", w.signing_due_at as "signingDueAt", w.signed_at as "signedAt",
  w.first_contact_due_at as "firstContactDueAt", w.first_contact_at as "firstContactAt", w.due_at as "dueAt", w.round,
  w.handler, coalesce(o.waits, '{}') as waits, coalesce(o.ledger, false) as "isOnLedger", o.supervisions,
  (select count(*)::integer from work_order a where a.number = r.number and a.role = 'assist' and a.ended_at is null)
    as assists,
  r.state = 'in_handling' and exists (select from journal_entry j
    where j.number = r.number and j.type = 'reply_returned' and j.at >= w.dispatched_at) as "isReturned"
from service_request r
join work_order w on w.number = r.number and w.role = 'lead' and w.ended_at is null
cross join lateral (
  select array_agg(distinct o.kind) filter (where o.state = 'open'
      and o.kind in ('extension', 'ledger', 'objection', 'termination', 'escalation')) as waits,
    bool_or(o.kind = 'ledger' and o.state = 'active') as ledger,
    (count(*) filter (where o.kind = 'supervision' and o.state = 'open'))::integer as supervisions
  from overlay o where o.number = r.number and o.state in ('open', 'active')
) o
where r.lead_unit = $1 and ${held}
order by r.due_at, r.number limit $2`

/** What a unit leads now, soonest due first. */
export async function unitOrders(database: Database, unit: string, limit: number): Promise<readonly UnitOrder[]> {
  const result = await database.query<UnitOrder>({ name: 'unit_orders', text: statement, values: [unit, limit] })
  return result.rows
}
