import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { Instant } from '../../core/time.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'

/** `risk`: copies with little time left or none; `unclear`: given to the district itself; `asked`: put to it; `ledger`: its step. */
export const districtViews = ['risk', 'unclear', 'asked', 'ledger'] as const
export type DistrictView = (typeof districtViews)[number]

export interface DistrictRow {
  readonly number: string
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly alarm: boolean
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly unit: string | null
  readonly matter: string
  /** From when and until when the clock runs that this work hangs on. */
  readonly since: Instant
  readonly dueAt: Instant | null
  /** How often the lead was reminded, or more than reminded. */
  readonly measures: number
}

const words = `coalesce((select left(body, 160) from event_text where number = r.number and seq = 1 and name = 'matter'), '')`
const columns = (since: string, dueAt: string): string =>
  `r.number, r.state, r.level, r.alarm, r.service_code as "serviceCode", r.area_code as "areaCode", r.lead_unit as unit,
    ${words} as matter, ${since} as since, ${dueAt} as "dueAt",
    (select count(*)::integer from overlay s where s.number = r.number and s.kind = 'supervision') as measures`
const held = `r.state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied')`
const lead = `join work_order w on w.number = r.number and w.role = 'lead' and w.ended_at is null`

const statements: Readonly<Record<DistrictView, string>> = {
  // An approved ledger entry holds the clock; what was answered is not at risk. No term is longer than five times 15 days.
  risk: `select ${columns('w.dispatched_at', 'r.due_at')} from service_request r ${lead}
    where r.district_unit is not null and r.district_unit = $1 and ${held} and r.lead_unit <> $1 and w.replied_at is null
      and r.due_at < $2::timestamptz + interval '15 days' and r.due_at - $2 < 0.2 * (w.due_at - w.dispatched_at)
      and not exists (select from overlay o where o.number = r.number and o.kind = 'ledger' and o.state = 'active')
    order by r.due_at, r.number limit $3`,
  unclear: `select ${columns('w.dispatched_at', 'r.due_at')} from service_request r ${lead}
    where r.lead_unit = $1 and ${held} and ($2::timestamptz is not null) order by r.due_at, r.number limit $3`,
  asked: `select ${columns('o.opened_at', 'r.due_at')} from overlay o join service_request r on r.number = o.number
    where o.kind = 'escalation' and o.state in ('open', 'active') and o.state = 'open' and o.detail ->> 'to' = $1
      and ($2::timestamptz is not null) order by o.opened_at, o.number limit $3`,
  ledger: `select ${columns('o.opened_at', 'r.due_at')} from service_request r
    join overlay o on o.number = r.number and o.kind = 'ledger' and o.state = 'open' and o.detail ->> 'step' = 'district'
    where r.district_unit is not null and r.district_unit = $1 and ${held} and ($2::timestamptz is not null)
    order by r.due_at, r.number limit $3`,
}

/** A district's work of one kind, soonest due first. */
export async function districtRows(
  database: Database,
  view: DistrictView,
  unit: string,
  now: Instant,
  limit: number,
): Promise<readonly DistrictRow[]> {
  const result = await database.query<DistrictRow>({
    name: `district_${view}`,
    text: statements[view],
    values: [unit, new Date(now), limit],
  })
  return result.rows
}
