import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/** Who in the unit does the work; an account, never a name. */
export const assignHandler: Rule<'assignHandler'> = (request, input) =>
  proceed(request.state, event('handler_assigned', { handler: input.handler }))
