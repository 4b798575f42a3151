import type { Instant } from '../../../core/time.ts'
import type { RequestDisposition } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** An ended request of the same kind at the same place. */
export interface PlaceHistory {
  readonly number: string
  readonly unit: string
  readonly settledAt: Instant
  readonly disposition: RequestDisposition | null
  /** What the requester said, where the question was answered. */
  readonly resolved: boolean | null
  /** Objections that were upheld on the way. */
  readonly upheld: number
}

/** The latest, newest first. With a unit: only what that unit led in the end. */
export async function placeHistory(
  database: Database,
  place: { readonly areaCode: string; readonly serviceCode: string; readonly except: string; readonly unit?: string },
  limit: number,
): Promise<readonly PlaceHistory[]> {
  const result = await database.query<PlaceHistory>({
    name: 'place_history',
    text: `select r.number, r.lead_unit as unit, r.settled_at as "settledAt", r.disposition,
        (select c.resolved from callback_attempt c where c.number = r.number and c.result = 'valid'
          order by c.ordinal desc limit 1) as resolved,
        (select count(*)::integer from work_order w where w.number = r.number and w.outcome = 'objection_upheld') as upheld
      from service_request r
      where r.area_code = $1 and r.service_code = $2 and r.settled_at is not null and r.lead_unit is not null
        and r.number <> $3 and ($4::text is null or r.lead_unit = $4)
      order by r.number desc limit $5`,
    values: [place.areaCode, place.serviceCode, place.except, place.unit ?? null, limit],
  })
  return result.rows
}
