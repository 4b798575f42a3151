import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/** The requester adds to an open request (art. 8): text or a picture; the order's text itself is append-only. */
export const addFact: Rule<'addFact'> = (request) => proceed(request.state, event('fact_added', {}))
