import type { Instant } from '../../../core/time.ts'
import type { RequestDisposition, RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** How a matter of the same kind at the same place went before. */
export interface PastCase {
  readonly number: string
  readonly state: RequestState
  readonly disposition: RequestDisposition | null
  readonly leadUnit: string
  readonly hops: number
  readonly registeredAt: Instant
  readonly matter: string
}

/** The last ended requests of a service at a place, newest first. */
export async function placeHistory(
  database: Database,
  areaCode: string,
  serviceCode: string,
  limit: number,
): Promise<readonly PastCase[]> {
  const result = await database.query<PastCase>({
    name: 'dispatch_place_history',
    text: `select r.number, r.state, r.disposition, r.lead_unit as "leadUnit", r.hops,
        r.registered_at as "registeredAt", left(coalesce(m.body, ''), 120) as matter
      from (
        select * from service_request where area_code = $1 and service_code = $2
          and settled_at is not null and lead_unit is not null order by number desc limit $3
      ) r left join event_text m on m.number = r.number and m.seq = 1 and m.name = 'matter'
      order by r.number desc`,
    values: [areaCode, serviceCode, limit],
  })
  return result.rows
}
