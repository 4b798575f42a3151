import { closesAt, periodHolding } from '../assessment/scheme-periods.ts'
import type { WorkingCalendar } from '../calendar/calendar.ts'
import type { Rulebook } from '../catalogue/rulebook.ts'
import { dueOf } from '../deadline/due.ts'
import type { Actor } from '../permission/roles.ts'
import { refuse } from '../refusal.ts'
import type { Instant } from '../time.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { isOwnUnit, overlayIn, reasonFault } from './guards.ts'
import { latest, scoredAnswer, type CallbackAttempt, type ServiceRequest } from './service-request.ts'

/** That the rating is bad is no reason, whatever a city's list says. */
const badRating: readonly string[] = ['bad_rating', 'bad-rating']

/**
 * The unit asks that its scored answer be left out of assessment (剔除): coded reason, proof, within the
 * city's working days of the answer and before its period is closed, once. The record itself never changes. Refuses
 * `exclusion_because_of_rating`, `reason_not_found`, `nothing_to_exclude`, `evidence_required`,
 * `already_pending`, `already_done`, `exclusion_window_closed`.
 */
export const requestExclusion: Rule<'requestExclusion'> = (request, input, { rulebook, actor, now }) => {
  if (badRating.includes(input.reason)) return refuse('exclusion_because_of_rating', { field: 'reason' })
  const fault = reasonFault(rulebook, 'exclusion', input.reason)
  if (fault) return fault
  const answer = scoredAnswer(request)
  if (!answer || answer.unitCode !== actor.unit) return refuse('nothing_to_exclude')
  if (input.evidence.length === 0) return refuse('evidence_required', { field: 'evidence' })
  const earlier = latest(request, 'exclusion')
  if (earlier) return refuse(earlier.state === 'open' ? 'already_pending' : 'already_done')
  const { rules, calendar } = rulebook.pack
  if (now > windowFrom(answer.attemptedAt, rules.exclusionWindowDays, calendar) || isClosed(rulebook, answer, now))
    return refuse('exclusion_window_closed')
  return proceed(
    request.state,
    event('exclusion_requested', {
      reason: input.reason,
      evidence: input.evidence,
      answeredOn: answer.attemptedOn,
      dueAt: windowFrom(now, rules.exclusionWindowDays, calendar),
    }),
  )
}

/** The answer's period has had its days of grace: its figures are frozen, whatever working days are left. */
function isClosed({ pack }: Rulebook, { attemptedOn }: CallbackAttempt, now: Instant): boolean {
  if (pack.schemes.length === 0) return false
  return now >= closesAt(periodHolding(pack.schemes, attemptedOn, pack.timeZone), pack.timeZone)
}

/** So many working days, to the end of the last. */
const windowFrom = (from: Instant, days: number, calendar: WorkingCalendar): Instant =>
  dueOf({ amount: days, unit: 'day', counts: 'working', endsAt: 'end_of_day' }, from, calendar).dueAt

/** Decided by a reviewer from outside the units that were involved, who neither asked for it nor recorded the answer: else `own_decision`. */
export const decideExclusion: Rule<'decideExclusion'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'exclusion', input.exclusion)
  if (fault) return fault
  if (overlay.detail.appealed) return refuse('wrong_step')
  if (overlay.openedBy === actor.id || isInvolved(request, actor)) return refuse('own_decision')
  const { ordinal, detail } = overlay
  return proceed(
    request.state,
    event('exclusion_decided', { ordinal, granted: input.granted, answeredOn: detail.answeredOn }),
  )
}

/** Of a unit that handles or handled it, or whoever asked the requester. */
const isInvolved = (request: ServiceRequest, actor: Actor): boolean =>
  isOwnUnit(request, actor) || request.callbacks.some((attempt) => attempt.attemptedBy === actor.id)

/** The unit may appeal against a refusal, once: then `appeal_spent`. */
export const appealExclusion: Rule<'appealExclusion'> = (request, input, { actor }) => {
  const exclusion = latest(request, 'exclusion')
  if (!exclusion || exclusion.ordinal !== input.exclusion) return refuse('overlay_not_found', { field: 'exclusion' })
  if (exclusion.unitCode !== actor.unit) return refuse('not_permitted')
  if (exclusion.detail.appealed) return refuse('appeal_spent')
  if (exclusion.state !== 'refused') return refuse(exclusion.state === 'open' ? 'already_pending' : 'already_done')
  return proceed(request.state, event('exclusion_appealed', { ordinal: exclusion.ordinal }))
}

/** Decided by somebody else than the first time, and as little involved: else `own_decision`. */
export const decideExclusionAppeal: Rule<'decideExclusionAppeal'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'exclusion', input.exclusion)
  if (fault) return fault
  if (!overlay.detail.appealed) return refuse('wrong_step')
  if (overlay.decidedBy === actor.id || isInvolved(request, actor)) return refuse('own_decision')
  const { ordinal, detail } = overlay
  return proceed(
    request.state,
    event('exclusion_appeal_decided', { ordinal, granted: input.granted, answeredOn: detail.answeredOn }),
  )
}
