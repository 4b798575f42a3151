import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'
import { notHeld, overdueLeads } from './overdue-now.ts'

export interface OverdueRequest {
  readonly number: string
  readonly serviceCode: string | null
  readonly unit: string
  readonly dueAt: Instant
  /** Somebody holds the unit to it (督办, 约谈): more than a reminder. */
  readonly supervised: boolean
}

/**
 * The requests that are beyond a limit for the longest. Not those whose requester asked to stay
 * unknown, and no report of wrongdoing: one line of a list could point at a person.
 */
export async function worstOverdue(database: Database, now: Instant, most: number): Promise<readonly OverdueRequest[]> {
  const result = await database.query<OverdueRequest>({
    name: 'city_worst',
    text: `select r.number, r.service_code as "serviceCode", late.unit, late.due_at as "dueAt",
        exists (select from overlay o where o.number = r.number and o.kind = 'supervision'
          and o.detail ->> 'measure' in ('supervise', 'summon', 'on_site')) as supervised
      from ${overdueLeads} late join service_request r on r.number = late.number
      where r.confidentiality = 'normal' and r.request_type <> 'report' and ${notHeld('late')}
      order by late.due_at, r.number limit $2`,
    values: [new Date(now), most],
  })
  return result.rows
}
