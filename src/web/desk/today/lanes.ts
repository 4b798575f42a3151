import type { Instant } from '../../../core/time.ts'
import type { OverlayKind } from '../../../core/work-order/overlay.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { OrderClock } from '../case/order-clock.ts'

/** What an order waits for: that somebody speaks with the citizen, that somebody goes there, or somebody else. */
export const lanes = ['contact', 'site', 'waiting'] as const
export type Lane = (typeof lanes)[number]

interface Laned {
  readonly state: RequestState
  readonly firstContactAt: Instant | null
  readonly isOnLedger: boolean
  readonly waits: readonly OverlayKind[]
  readonly assists: number
}

const withOthers: readonly RequestState[] = ['objection_review', 'termination_review', 'replied']

export function laneOf({ state, firstContactAt, isOnLedger, waits, assists }: Laned): Lane {
  if (withOthers.includes(state) || isOnLedger) return 'waiting'
  if (firstContactAt === null) return 'contact'
  return waits.length > 0 || assists > 0 ? 'waiting' : 'site'
}

interface Sorted {
  readonly lane: Lane
  readonly isBack: boolean
  readonly clock: OrderClock
}

/** What came back stands first, then what is due next. */
export const inOrder = (one: Sorted, other: Sorted): number =>
  Number(other.isBack) - Number(one.isBack) || one.clock.dueAt - other.clock.dueAt

/** The one thing to do now: what is due next of all that waits for the unit itself. */
export const nextDue = <Line extends Sorted>(lines: readonly Line[]): Line | undefined =>
  lines
    .filter(({ lane }) => lane !== 'waiting')
    .reduce<Line | undefined>(
      (first, line) => (first === undefined || line.clock.dueAt < first.clock.dueAt ? line : first),
      undefined,
    )
