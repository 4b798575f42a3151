import type { Instant } from '../../core/time.ts'
import { liveLead, type ServiceRequest } from '../../core/work-order/service-request.ts'
import { isSettled } from '../../core/work-order/states.ts'
import type { Tracked } from '../../store/read/track.ts'

export const progressNames = ['registered', 'dispatched', 'contacted', 'replied', 'asked'] as const

/** One of the five steps that a requester sees. */
export interface ProgressStep {
  readonly name: (typeof progressNames)[number]
  readonly status: 'done' | 'now' | 'later' | 'skipped'
  /** When it was done. */
  readonly at: Instant | null
  /** The clock that runs for it, or would have run. */
  readonly dueAt: Instant | null
}

/** Where a request stands, from what happened and from the clocks that were stamped: nothing is made up. */
export function progressOf(tracked: Tracked, request: ServiceRequest): readonly ProgressStep[] {
  const happened = (...types: string[]): Instant | null =>
    tracked.entries.findLast((entry) => types.includes(entry.type))?.at ?? null
  const lead = liveLead(request)
  const wasRecalled = request.state === 'pending_dispatch' && request.workOrders.at(-1)?.outcome === 'recalled'
  const contactedAt = tracked.entries.find(
    (entry) => entry.type === 'contact_recorded' && entry.facts['reached'] === true,
  )?.at
  const times: Readonly<Record<ProgressStep['name'], { at: Instant | null; dueAt: Instant | null }>> = {
    registered: { at: tracked.registeredAt, dueAt: null },
    dispatched: { at: wasRecalled ? null : happened('dispatched', 'designated'), dueAt: request.dispatchDueAt },
    contacted: { at: contactedAt ?? null, dueAt: lead?.firstContactDueAt ?? null },
    replied: { at: happened('replied', 'answered_directly'), dueAt: request.dueAt ?? request.promisedAt },
    asked: { at: happened('callback_recorded', 'answer_rated', 'callback_closed'), dueAt: request.callbackDueAt },
  }
  const isOver = isSettled(request.state)
  // Reworked: the answer to the first callback is past, the steps of the new round are not.
  const first = progressNames.findIndex((name) => times[name].at === null)
  return progressNames.map((name, index) => {
    const { at, dueAt } = times[name]
    if (at !== null) return { name, status: 'done', at, dueAt }
    if (isOver) return { name, status: 'skipped', at, dueAt: null }
    const isPassed = progressNames.slice(index + 1).some((later) => times[later].at !== null)
    if (isPassed) return { name, status: 'skipped', at, dueAt: null }
    return { name, status: index === first || isFirstOpen(index, first, times) ? 'now' : 'later', at, dueAt }
  })
}

/** The first open step after the last one that is done. */
function isFirstOpen(
  index: number,
  first: number,
  times: Readonly<Record<ProgressStep['name'], { at: Instant | null }>>,
): boolean {
  const before = progressNames[index - 1]
  return index > first && before !== undefined && times[before].at !== null
}
