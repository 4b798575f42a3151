import { dayOf } from '../calendar/zone.ts'
import { refuse } from '../refusal.ts'
import { leadAssignment } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { event, type RequestEvent } from './events.ts'
import { lastWorkOrder } from './service-request.ts'

/**
 * The requester's own answer: contacted? solved? satisfied? (art. 23). The first valid answer
 * scores, dated when it was given; an unsolved matter goes back for rework while rounds are left.
 */
export const recordCallback: Rule<'recordCallback'> = (request, input, { rulebook, now }) => {
  const { rules, reasons, timeZone } = rulebook.pack
  if (input.unsolvedReason && !reasons.unsolved.some((reason) => reason.code === input.unsolvedReason)) {
    return refuse('reason_not_found', { field: 'unsolvedReason' })
  }
  const isFirst = !request.callbacks.some((attempt) => attempt.result === 'valid')
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
