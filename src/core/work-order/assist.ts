import { refuse } from '../refusal.ts'
import { assistAssignment } from './assignment.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { liveAssists, liveLead } from './service-request.ts'

/**
 * The first receiver leads and calls another unit to help, a community too (art. 14 and 17), which has
 * to be done before the lead's own deadline. Refuses `unit_not_found`, `unit_already_involved`,
 * `deadline_passed`.
 */
export const addAssist: Rule<'addAssist'> = (request, input, { rulebook, now }) => {
  const lead = liveLead(request)
  if (!lead) return refuse('work_order_not_found')
  if (!rulebook.unit(input.unitCode)) return refuse('unit_not_found', { field: 'unitCode' })
  const involved = [lead, ...liveAssists(request)].some((order) => order.unitCode === input.unitCode)
  if (involved) return refuse('unit_already_involved', { field: 'unitCode' })
  if (now >= lead.dueAt) return refuse('deadline_passed')
  const assignment = assistAssignment(rulebook, input.unitCode, lead.deadline, now)
  return proceed(request.state, event('assist_added', { assignment }))
}

/** The assisting unit reports its result to the lead in time, or late on its own account. */
export const reportAssist: Rule<'reportAssist'> = (request, input, { actor, now }) => {
  const order = liveAssists(request).find((one) => one.ordinal === input.workOrder && one.unitCode === actor.unit)
  if (!order) return refuse('work_order_not_found', { field: 'workOrder' })
  return proceed(request.state, event('assist_reported', { workOrder: order.ordinal, late: now > order.dueAt }))
}

/** The lead urges an assistant: what is late then is the assistant's alone. */
export const urgeAssist: Rule<'urgeAssist'> = (request, input) => {
  const order = liveAssists(request).find((one) => one.ordinal === input.workOrder)
  if (!order) return refuse('work_order_not_found', { field: 'workOrder' })
  return proceed(request.state, event('assist_urged', { workOrder: order.ordinal }))
}
