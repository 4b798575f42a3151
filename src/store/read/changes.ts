import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { ActingRole } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'
import { tieColumns, type Tied } from './ties.ts'

/** That something happened to a request, by whom, and which units are tied to it: facts and words stay where they are. */
export interface Change extends Tied {
  readonly position: string
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly state: RequestState
  readonly level: UrgencyLevel
  readonly actorId: string
  readonly actorRole: ActingRole
}

/** A unit from which a dispatch was taken back hears that, and nothing after it. */
const given = `(w.outcome is distinct from 'recalled' or j.type = 'dispatch_recalled')`

const changesStatement = `select j.position, j.number, j.seq, j.at, j.type, r.state, r.level,
    j.actor ->> 'id' as "actorId", j.actor ->> 'role' as "actorRole", ${tieColumns(given)}
  from (
    select position, number, seq, at, type, body::jsonb -> 'actor' as actor from journal_entry
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
