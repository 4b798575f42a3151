import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/**
 * Transferred to an emergency line at once (art. 11(1)); the record is kept and the alarm raised.
 * Refuses `not_a_choice` for a number that is none of the city's emergency lines.
 */
export const transferEmergency: Rule<'transferEmergency'> = (request, input, { rulebook }) => {
  const known = rulebook.pack.emergencyNumbers.some((line) => line.number === input.to)
  if (!known) return refuse('not_a_choice', { field: 'to' })
  const transferred = event('transferred_emergency', { to: input.to })
  if (request.alarm) return proceed('transferred_emergency', transferred)
  return proceed('transferred_emergency', transferred, event('alarm_raised', { level: 'L1' }))
}
