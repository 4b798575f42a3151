import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { reasonFault } from './guards.ts'

/** The requester takes the request back; it is kept for statistics. A merged one leaves its parent. */
export const withdraw: Rule<'withdraw'> = (_, input, { rulebook }) =>
  reasonFault(rulebook, 'withdrawal', input.reason) ??
  proceed('withdrawn', event('withdrawn', { reason: input.reason }))
