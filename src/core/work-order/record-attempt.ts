import { addDays } from '../calendar/day.ts'
import { civilTime, dayOf, startOfDay } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { HOUR, type Instant } from '../time.ts'
import { proceed, type Context, type Rule } from './context.ts'
import { event } from './events.ts'
import { isOwnUnit } from './guards.ts'
import type { CallbackAttempt, ServiceRequest } from './service-request.ts'

/**
 * An attempt that reached no answer (art. 23). The next one is due at another hour, and on another day
 * once a day's share of the attempts is made; who declines is not asked again. A unit never says of its
 * own requester that they were not reached: `own_unit`.
 */
export const recordAttempt: Rule<'recordAttempt'> = (request, input, context) => {
  if (isOwnUnit(request, context.actor)) return refuse('own_unit')
  const on = dayOf(context.now, context.rulebook.pack.timeZone)
  if (input.result === 'declined') {
    return proceed(
      'closed',
      event('callback_attempted', { result: 'declined', on, nextAttemptAt: null }),
      event('callback_closed', { disposition: 'declined', on }),
    )
  }
  const nextAttemptAt = nextAttempt(request, context)
  return proceed(request.state, event('callback_attempted', { result: input.result, on, nextAttemptAt }))
}

/** Attempts of the callback that is open now, without those of an earlier lead or round. */
export const attemptsOf = (request: ServiceRequest): readonly CallbackAttempt[] =>
  request.callbacks.filter(
    ({ result, round, attemptedAt }) =>
      result !== 'valid' && round === request.round && attemptedAt >= (request.callbackOpenedAt ?? Infinity),
  )

/** Nobody is called at night: hours on by the pack's rule, or the next day at an hour that moves with the number of attempts. */
function nextAttempt(request: ServiceRequest, { rulebook, now }: Context): Instant {
  const { timeZone, rules } = rulebook.pack
  const { callbackFromHour: from, callbackUntilHour: until, callbackHoursBetween: between } = rules
  const today = dayOf(now, timeZone)
  const before = attemptsOf(request)
  const madeToday = before.filter((attempt) => attempt.attemptedOn === today).length + 1
  const share = Math.ceil(rules.callbackMinAttempts / rules.callbackMinDays)
  const later = civilTime(now + between * HOUR, timeZone)
  if (madeToday < share && later.day === today && later.millisecondOfDay < until * HOUR) {
    return now + between * HOUR
  }
  const hour = from + (((before.length + 1) * between) % Math.max(1, until - from))
  return startOfDay(addDays(today, 1), timeZone) + hour * HOUR
}
