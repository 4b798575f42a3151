import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { Instant } from '../../core/time.ts'
import type { Confidentiality, RequestState, RequestType } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'

/** An open matter of an area, with as much of its working text as comparing needs. */
export interface OpenMatter {
  readonly number: string
  readonly state: RequestState
  readonly requestType: RequestType
  readonly confidentiality: Confidentiality
  readonly serviceCode: string | null
  readonly level: UrgencyLevel
  readonly areaCode: string
  readonly leadUnit: string | null
  readonly parentNumber: string | null
  /** Requests that were merged into it. */
  readonly childCount: number
  readonly registeredAt: Instant
  readonly dueAt: Instant | null
  readonly matter: string
}

export interface OpenMatters {
  readonly areas: readonly string[]
  /** Of each area at most, so that one street does not push its neighbours out. */
  readonly perArea: number
  readonly most: number
}

/** The newest open matters of some areas. The states repeat the words of the partial index, which bounds the work. */
export async function openMatters(
  database: Database,
  { areas, perArea, most }: OpenMatters,
): Promise<readonly OpenMatter[]> {
  const { rows } = await database.query<OpenMatter>({
    name: 'open_matters',
    text: `with near as (
        select n.number from unnest($1::text[]) as a(code) cross join lateral (
          select r.number from service_request r
          where r.area_code is not null and r.area_code = a.code
            and r.state in ('registered', 'redirect_review', 'merged', 'pending_dispatch', 'pre_consultation',
              'dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied',
              'callback_pending')
          order by r.area_code, r.number desc limit $2
        ) n order by n.number desc limit $3
      )
      select r.number, r.state, r.request_type as "requestType", r.confidentiality, r.service_code as "serviceCode",
        r.level, r.area_code as "areaCode", r.lead_unit as "leadUnit", r.parent_number as "parentNumber",
        r.child_count as "childCount",
        r.registered_at as "registeredAt", r.due_at as "dueAt", left(coalesce(m.body, ''), 300) as matter
      from near join service_request r on r.number = near.number
      left join event_text m on m.number = near.number and m.seq = 1 and m.name = 'matter'
      order by r.number desc`,
    values: [areas, perArea, most],
  })
  return rows
}
