import type { Instant } from '../../core/time.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'

/** That something happened to a request, and whom it concerns: facts and words stay where they are. */
export interface Change {
  readonly position: string
  readonly number: string
  readonly seq: number
  readonly at: Instant
  readonly type: string
  readonly state: RequestState
  readonly leadUnit: string | null
  readonly districtUnit: string | null
  /** Every unit that has or had an assignment, was whistled for or asked. */
  readonly units: readonly string[]
}

const changesStatement = `select j.position, j.number, j.seq, j.at, j.type, r.state,
    r.lead_unit as "leadUnit", r.district_unit as "districtUnit",
    array(
      select w.unit_code from work_order w where w.number = j.number
      union select d ->> 'unitCode' from overlay o, jsonb_array_elements(o.detail -> 'departments') d
        where o.number = j.number and o.kind = 'whistle'
      union select o.detail ->> 'to' from overlay o where o.number = j.number and o.kind = 'escalation'
    ) as units
  from journal_entry j join service_request r on r.number = j.number
  where j.position > $1 and not (j.position = any($2::bigint[]))
  order by j.position limit $3`

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
