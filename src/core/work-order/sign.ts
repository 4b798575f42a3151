import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/** The unit's duty officer confirms receipt (签收): the signing clock stops. */
export const sign: Rule<'sign'> = () => proceed('signed', event('signed', {}))
