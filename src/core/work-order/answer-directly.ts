import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/**
 * A consultation that is answered at once from a cited article (Regulation, art. 11 para 1). What needs
 * handling is dispatched, so only an inquiry or praise may end here: else `not_an_inquiry`.
 */
export const answerDirectly: Rule<'answerDirectly'> = (request, input) => {
  if (request.requestType !== 'inquiry' && request.requestType !== 'praise') return refuse('not_an_inquiry')
  return proceed('answered_directly', event('answered_directly', { article: input.article }))
}

/** The right to rate (art. 8) holds for an answer too; it counts for no unit. */
export const rateAnswer: Rule<'rateAnswer'> = (_, input) =>
  proceed('closed', event('answer_rated', { satisfaction: input.satisfaction }))
