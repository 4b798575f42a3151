import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** An earlier request of whoever calls. */
export interface EarlierRequest {
  readonly number: string
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly registeredAt: Instant
  readonly dueAt: Instant | null
  readonly settledAt: Instant | null
  readonly alarm: boolean
  /** The first 60 characters of the working text. */
  readonly matter: string
}

/**
 * A caller's requests by the keyed index of the phone number, newest first: nobody's identity is opened.
 * `months` (YYMM, as numbers begin) are the parts of the index that are looked into.
 */
export async function requestsOfCaller(
  database: Database,
  phoneIndex: Buffer,
  months: readonly number[],
  most: number,
): Promise<readonly EarlierRequest[]> {
  const result = await database.query<EarlierRequest>({
    name: 'requests_of_caller',
    text: `select r.number, r.state, r.level, r.service_code as "serviceCode", r.area_code as "areaCode",
        r.registered_at as "registeredAt", r.due_at as "dueAt", r.settled_at as "settledAt", r.alarm,
        left(coalesce(m.body, ''), 60) as matter
      from (
        select number from identity.requester
        where number / 10000000000 = any($1::bigint[]) and phone_index = $2
        order by number desc limit $3
      ) q
      join service_request r on r.number = q.number
      left join event_text m on m.number = r.number and m.seq = 1 and m.name = 'matter'
      order by r.number desc`,
    values: [months, phoneIndex, most],
  })
  return result.rows
}
