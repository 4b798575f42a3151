import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

export interface AreaEvent {
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly unit: string | null
  /** How many callers there are, the first included. */
  readonly callers: number
  readonly since: Instant
}

export interface AreaEvents {
  readonly count: number
  /** Those with the most callers. */
  readonly largest: readonly AreaEvent[]
}

const open = `child_count > 0
  and state not in ('answered_directly', 'transferred_emergency', 'redirected', 'repeat_informed', 'closed', 'withdrawn')`

/** Open requests into which others were merged: one cause, many callers (同一事件). */
export async function areaEvents(database: Database, most: number): Promise<AreaEvents> {
  const result = await database.query<AreaEvent & { count: string }>({
    name: 'city_events',
    text: `select service_code as "serviceCode", area_code as "areaCode", lead_unit as unit,
        child_count + 1 as callers, registered_at as since, count(*) over () as count
      from service_request where ${open}
      order by child_count desc, number desc limit $1`,
    values: [most],
  })
  return {
    count: Number(result.rows[0]?.count ?? 0),
    largest: result.rows.map(({ count: _, ...event }) => event),
  }
}
