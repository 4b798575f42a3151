import type { Instant } from '../../../core/time.ts'

export type OrderClockName = 'signing' | 'firstContact' | 'handling'

/** The clock of an order that runs out next. */
export interface OrderClock {
  readonly name: OrderClockName
  readonly from: Instant
  readonly dueAt: Instant
}

interface Clocked {
  readonly dispatchedAt: Instant
  readonly signingDueAt: Instant | null
  readonly signedAt: Instant | null
  readonly firstContactDueAt: Instant | null
  readonly firstContactAt: Instant | null
  readonly dueAt: Instant
}

/** Signing first, then the first contact, then the handling itself; never later than the handling. */
export function nextClock(order: Clocked): OrderClock {
  const { dispatchedAt: from, signingDueAt, signedAt, firstContactDueAt, firstContactAt, dueAt } = order
  if (signedAt === null && signingDueAt !== null && signingDueAt < dueAt)
    return { name: 'signing', from, dueAt: signingDueAt }
  if (firstContactAt === null && firstContactDueAt !== null && firstContactDueAt < dueAt)
    return { name: 'firstContact', from, dueAt: firstContactDueAt }
  return { name: 'handling', from, dueAt }
}
