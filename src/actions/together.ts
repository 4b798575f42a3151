import type { Actor } from '../core/permission/roles.ts'
import { refuse, type Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import type { RequestEvent } from '../core/work-order/events.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { RequestState } from '../core/work-order/states.ts'
import type { RequestBirth } from '../store/commit.ts'
import type { Loaded } from '../store/recent.ts'
import type { App } from './app.ts'
import { changeOf } from './record.ts'

/** One request's part of a command that concerns several. */
export interface Part {
  readonly number: RequestNumber
  /** Null for a request that the command brings into being. */
  readonly before: Loaded | null
  readonly to: RequestState
  readonly events: readonly RequestEvent[]
  readonly birth?: RequestBirth
}

/** The part of a request that only takes note: its own state stays. */
export const takingNote = (before: Loaded, ...events: RequestEvent[]): Part => ({
  number: before.request.number,
  before,
  to: before.request.state,
  events,
})

export interface Together {
  readonly ok: true
  /** As they stand afterwards, in the order of the parts. */
  readonly requests: readonly ServiceRequest[]
}

const deadlock = '40P01'

/** Commits the parts whole or not at all; `conflict` where another command was faster on any of them. */
export async function commitTogether(
  app: App,
  actor: Actor,
  now: Instant,
  parts: readonly Part[],
): Promise<Together | Refused> {
  const { timeZone } = app.rulebook.pack
  const changes = parts.map((part) => changeOf({ ...part, actor, now, timeZone }))
  try {
    if (!(await app.store.commitWhole(changes))) return refuse('conflict')
  } catch (error) {
    // Two commands that met on the same requests: PostgreSQL let the other one pass.
    if ((error as { code?: string }).code === deadlock) return refuse('conflict')
    throw error
  }
  return { ok: true, requests: changes.map((change) => change.after) }
}
