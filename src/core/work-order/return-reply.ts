import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { reasonFault } from './guards.ts'

/** The hotline's check sends an incomplete, stock or untrue reply back; the deadline stays as it was. */
export const returnReply: Rule<'returnReply'> = (_, input, { rulebook }) =>
  reasonFault(rulebook, 'returnedReply', input.reason) ??
  proceed('in_handling', event('reply_returned', { reason: input.reason }))
