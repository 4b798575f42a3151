import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/**
 * A contact with the requester, or the attempt (art. 15). The time is the server's: a unit cannot
 * back-date it. The first one begins the handling.
 */
export const recordContact: Rule<'recordContact'> = (request, input) =>
  proceed(
    request.state === 'signed' ? 'in_handling' : request.state,
    event('contact_recorded', { means: input.means, reached: input.reached }),
  )
