import type { Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** An open request of the same service at the same place. */
export interface Alike {
  /** The request that it is like. */
  readonly of: string
  readonly number: string
  readonly state: RequestState
  readonly leadUnit: string | null
  readonly registeredAt: Instant
  readonly childCount: number
  readonly matter: string
}

const statement = `select q.number as of, a.number, a.state, a.lead_unit as "leadUnit", a.registered_at as "registeredAt",
    a.child_count as "childCount", left(coalesce(m.body, ''), 120) as matter
  from service_request q
  cross join lateral (
    select r.* from service_request r
    where r.service_code = q.service_code and r.area_code = q.area_code and r.number <> q.number
      and r.parent_number is null and r.state in
        ('registered', 'pending_dispatch', 'pre_consultation', 'dispatched', 'signed', 'objection_review', 'in_handling')
      and r.registered_at > q.registered_at - interval '14 days' and r.round = 1
    order by r.child_count desc, r.number limit 9
  ) a
  left join event_text m on m.number = a.number and m.seq = 1 and m.name = 'matter'
  where q.number = any ($1::bigint[])
  order by q.number, a.child_count desc, a.number`

/** For each of the requests, the open ones that it may belong to: those with children first, then the oldest. */
export async function openAlike(
  database: Database,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly Alike[]>> {
  if (numbers.length === 0) return new Map()
  const result = await database.query<Alike>({ name: 'open_alike', text: statement, values: [numbers] })
  return Map.groupBy(result.rows, (row) => row.of)
}
