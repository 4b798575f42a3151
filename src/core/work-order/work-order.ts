import type { Deadline } from '../deadline/deadline.ts'
import type { Instant } from '../time.ts'

/** Why a work order is no longer live. */
export type WorkOrderOutcome =
  'replied' | 'objection_upheld' | 'recalled' | 'coordinated' | 'returned' | 'terminated' | 'withdrawn' | 'expired'

/** One assignment of a request to one unit (工单). Exactly one lead is live at a time. */
export interface WorkOrder {
  readonly ordinal: number
  readonly role: 'lead' | 'assist'
  readonly unitCode: string
  /** 1 is the first handling; each rework adds one. */
  readonly round: number
  readonly dispatchedAt: Instant
  readonly dispatchedBy: string
  /** By when the request had to be dispatched; a dispatch that is taken back is due by then again. */
  readonly dispatchDueAt: Instant | null
  /** Designated by the authority: may not be objected to. */
  readonly designated: boolean
  readonly signingDueAt: Instant | null
  readonly firstContactDueAt: Instant | null
  readonly dueAt: Instant
  /** The handling promise with its derivation, as stamped; changed only by a recorded command. */
  readonly deadline: Deadline
  readonly signedAt: Instant | null
  readonly firstContactAt: Instant | null
  readonly repliedAt: Instant | null
  readonly repliedLate: boolean
  readonly handler: string | null
  readonly endedAt: Instant | null
  readonly outcome: WorkOrderOutcome | null
}

export const isLive = (order: WorkOrder): boolean => order.endedAt === null
