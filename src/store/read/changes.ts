import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'

/** That something happened to a request, and which units are tied to it: facts and words stay where they are. */
export interface Change {
  readonly position: string
  readonly number: string
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly state: RequestState
  readonly districtUnit: string | null
  readonly leads: readonly string[]
  readonly assists: readonly string[]
  readonly whistled: readonly string[]
  readonly asked: readonly string[]
  readonly consulted: readonly string[]
}

/** A unit from which a dispatch was taken back hears that, and nothing after it. */
const given = `(w.outcome is distinct from 'recalled' or j.type = 'dispatch_recalled')`

const changesStatement = `select j.position, j.number, j.seq, j.at, j.type, r.state, r.district_unit as "districtUnit",
    array(select w.unit_code from work_order w where w.number = j.number and w.role = 'lead' and ${given}) as leads,
    array(select w.unit_code from work_order w where w.number = j.number and w.role = 'assist' and ${given}) as assists,
    array(select d ->> 'unitCode' from overlay o, jsonb_array_elements(o.detail -> 'departments') d
      where o.number = j.number and o.kind = 'whistle') as whistled,
    array(select o.detail ->> 'to' from overlay o where o.number = j.number and o.kind = 'escalation') as asked,
    array(select u from overlay o, jsonb_array_elements_text(o.detail -> 'units') u
      where o.number = j.number and o.kind = 'consultation') as consulted
  from (
    select position, number, seq, at, type from journal_entry
    where position > $1 and not (position = any($2::bigint[])) order by position limit $3
  ) j join service_request r on r.number = j.number
  order by j.position`

/**
 * Journal entries after a position, in order. Positions are given before the commit, so an entry may
 * appear below one that was already read: give the last position that is surely complete, and in
 * `known` those above it that were read before.
 */
export async function changesAfter(
  database: Database,
  position: string,
  known: readonly string[],
  limit: number,
): Promise<readonly Change[]> {
  const result = await database.query<Change>({
    name: 'changes',
    text: changesStatement,
    values: [position, known, limit],
  })
  return result.rows
}

/** Where the journal ends now. */
export async function lastPosition(database: Database): Promise<string> {
  const result = await database.query<{ position: string }>({
    name: 'last_position',
    text: 'select coalesce(max(position), 0)::text as position from journal_entry',
  })
  return result.rows[0]?.position ?? '0'
}
