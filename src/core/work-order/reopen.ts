import { refuse, type Refused } from '../refusal.ts'
import { DAY } from '../time.ts'
import type { Context } from './context.ts'
import type { ServiceRequest } from './service-request.ts'
import { isSettled } from './states.ts'

/**
 * Whether an ended request may be taken up again: within the city's days of its end, or at any time
 * with a new fact (art. 11(3)). Taking up is the registration of a new request with `earlierNumber`;
 * the old one's stream gets `reopenedAs`. Refuses `move_not_allowed` while it is open,
 * `reopen_window_closed`.
 */
export function reopen(
  request: ServiceRequest,
  hasNewFact: boolean,
  { rulebook, now }: Pick<Context, 'rulebook' | 'now'>,
): { readonly ok: true } | Refused {
  if (!isSettled(request.state)) return refuse('move_not_allowed', { facts: { state: request.state } })
  const limit = rulebook.pack.rules.reopenWithinDays
  const endedAt = request.settledAt ?? request.changedAt
  if (!hasNewFact && now > endedAt + limit * DAY) return refuse('reopen_window_closed', { facts: { limit } })
  return { ok: true }
}
