import { replay } from '../../core/work-order/apply.ts'
import type { RecordedEvent } from '../../core/work-order/events.ts'
import type { RequestNumber, ServiceRequest } from '../../core/work-order/service-request.ts'
import type { Database } from '../database.ts'
import { timeline, type TimelineEntry } from './timeline.ts'

/** What happened to a request behind somebody's back. */
export interface ChangesSince {
  readonly was: ServiceRequest
  readonly is: ServiceRequest
  readonly entries: readonly TimelineEntry[]
}

/**
 * The request as it stood after entry `seq`, as it stands now, and what happened between: both folded from the one
 * stream, so that nothing but the record has to be trusted. Undefined where the stream has no such entry.
 */
export async function changesSince(
  database: Database,
  number: RequestNumber,
  seq: number,
): Promise<ChangesSince | undefined> {
  const entries = await timeline(database, number)
  if (seq < 1 || seq > entries.length) return undefined
  const events = entries.map((entry) => entry as unknown as RecordedEvent)
  return {
    was: replay(number, events.slice(0, seq)),
    is: replay(number, events),
    entries: entries.slice(seq),
  }
}
