import { dayOf } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { leadAssignment } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { event, type RequestEvent } from './events.ts'
import { isOwnUnit, reasonFault } from './guards.ts'
import { hasAnswered, lastWorkOrder } from './service-request.ts'

/**
 * The requester's own answer: contacted? solved? satisfied? (art. 23). The first valid answer
 * scores, dated when it was given; an unsolved matter goes back for rework while rounds are left. A
 * unit never asks about itself: `own_unit`.
 */
export const recordCallback: Rule<'recordCallback'> = (request, input, { rulebook, actor, now }) => {
  const { rules, timeZone } = rulebook.pack
  const fault = reasonFault(rulebook, 'unsolved', input.unsolvedReason, 'unsolvedReason')
  if (fault) return fault
  if (isOwnUnit(request, actor)) return refuse('own_unit')
  const isFirst = !hasAnswered(request)
  const answered: RequestEvent = event('callback_recorded', {
    on: dayOf(now, timeZone),
    contacted: input.contacted,
    resolved: input.resolved,
    satisfaction: input.satisfaction,
    unsolvedReason: input.unsolvedReason ?? null,
    unitCode: request.scoringUnit,
    scores: isFirst && request.scoringUnit !== null && request.scope !== 'none',
  })
  const last = lastWorkOrder(request)
  if (input.resolved || !last || request.round > rules.reworkMaxRounds || request.parentNumber !== null) {
    return proceed('closed', answered)
  }
  const lead = leadAssignment(rulebook, last.unitCode, request.level, now, 'rework')
  return proceed('in_handling', answered, event('rework_opened', { lead, round: request.round + 1 }))
}
