import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** A request into which others were merged: one matter of many people. */
export interface AreaEvent {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly leadUnit: string | null
  readonly dueAt: Instant | null
  readonly registeredAt: Instant
  readonly childCount: number
  /** When the last request was merged into it. */
  readonly grewAt: Instant | null
  readonly matter: string
}

/** Open requests that hold the most others, largest first. */
export async function areaEvents(database: Database, limit: number): Promise<readonly AreaEvent[]> {
  const result = await database.query<AreaEvent>({
    name: 'area_events',
    text: `select r.number, r.seq, r.state, r.level, r.service_code as "serviceCode", r.area_code as "areaCode",
        r.lead_unit as "leadUnit", coalesce(r.due_at, r.dispatch_due_at) as "dueAt", r.registered_at as "registeredAt", r.child_count as "childCount",
        (select max(c.registered_at) from service_request c where c.parent_number = r.number) as "grewAt",
        left(coalesce(m.body, ''), 200) as matter
      from service_request r left join event_text m on m.number = r.number and m.seq = 1 and m.name = 'matter'
      where r.child_count > 0 and r.settled_at is null
      order by r.child_count desc, r.number limit $1`,
    values: [limit],
  })
  return result.rows
}

/** Requests that wait one by one though they are of the same service at the same place. */
export interface Cluster {
  readonly serviceCode: string
  readonly areaCode: string
  readonly numbers: readonly string[]
  readonly lastAt: Instant
}

/** Places where the same thing waits for dispatch again and again and nobody has merged it. */
export async function waitingClusters(database: Database, least: number, limit: number): Promise<readonly Cluster[]> {
  const result = await database.query<Cluster>({
    name: 'waiting_clusters',
    text: `select r.service_code as "serviceCode", r.area_code as "areaCode",
        array_agg(r.number::text order by r.number) as numbers, max(r.registered_at) as "lastAt"
      from service_request r
      where r.state in ('registered', 'pending_dispatch') and r.service_code is not null and r.area_code is not null
        and r.state in ('registered', 'redirect_review', 'pending_dispatch', 'pre_consultation')
      group by r.service_code, r.area_code having count(*) >= $1
      order by count(*) desc, max(r.registered_at) desc limit $2`,
    values: [least, limit],
  })
  return result.rows
}

/** One person's part of an event. */
export interface EventChild {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly registeredAt: Instant
  readonly matter: string
}

export async function eventChildren(database: Database, parent: string, limit: number): Promise<readonly EventChild[]> {
  const result = await database.query<EventChild>({
    name: 'event_children',
    text: `select r.number, r.seq, r.state, r.registered_at as "registeredAt", left(coalesce(m.body, ''), 160) as matter
      from service_request r left join event_text m on m.number = r.number and m.seq = 1 and m.name = 'matter'
      where r.parent_number = $1 order by r.number limit $2`,
    values: [parent, limit],
  })
  return result.rows
}
