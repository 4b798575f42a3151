import { dayOf, civilTime } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { HOUR } from '../time.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { isOwnUnit } from './guards.ts'
import { attemptsOf } from './record-attempt.ts'

/**
 * The requester could not be reached: closed outside the valid callbacks, inside the coverage. Only
 * after enough attempts at different hours over enough days: else `attempts_missing`, with what is there.
 */
export const closeUnreachable: Rule<'closeUnreachable'> = (request, _, { rulebook, actor, now }) => {
  if (isOwnUnit(request, actor)) return refuse('own_unit')
  const { rules, timeZone } = rulebook.pack
  const attempts = attemptsOf(request)
  const hours = new Set(
    attempts.map((attempt) => {
      const { day, millisecondOfDay } = civilTime(attempt.attemptedAt, timeZone)
      return `${day} ${Math.floor(millisecondOfDay / HOUR)}`
    }),
  )
  const days = new Set(attempts.map((attempt) => attempt.attemptedOn))
  if (hours.size < rules.callbackMinAttempts || days.size < rules.callbackMinDays) {
    return refuse('attempts_missing', { facts: { attempts: hours.size, days: days.size } })
  }
  return proceed('closed', event('callback_closed', { disposition: 'unreachable', on: dayOf(now, timeZone) }))
}
