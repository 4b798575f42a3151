import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/**
 * The same requester's same matter without a new fact: told how the earlier request stands (art. 11(3)).
 * The context's `related` is the earlier request; that the requester is the same is checked where
 * identity lies. A request that was registered as the continuation of an earlier one brings a new fact
 * and is handled: `new_fact_given`.
 */
export const informRepeat: Rule<'informRepeat'> = (request, input, { related }) => {
  if (!related || related.number !== input.earlier || related.number === request.number) {
    return refuse('request_not_found', { field: 'earlier' })
  }
  if (request.earlierNumber !== null) return refuse('new_fact_given')
  return proceed('repeat_informed', event('repeat_informed', { earlier: related.number }))
}
