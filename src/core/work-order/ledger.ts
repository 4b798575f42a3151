import { dayOf } from '../calendar/zone.ts'
import type { Deadline } from '../deadline/deadline.ts'
import { extendForPause } from '../deadline/extend.ts'
import { refuse } from '../refusal.ts'
import { DAY } from '../time.ts'
import { proceed, type Context, type Rule } from './context.ts'
import { event } from './events.ts'
import { mustInform, overlayIn, reasonFault } from './guards.ts'
import type { Overlay } from './overlay.ts'
import { liveLead, pending, type ServiceRequest } from './service-request.ts'

/**
 * Asks to enter the order in the ledger (挂账): the matter can only be solved later, with a plan, an
 * owner and a day of review. Never for emergencies or what the catalogue marks as safety or livelihood.
 * Refuses `reason_not_found`, `deadline_passed`, `ledger_forbidden`, `requester_not_informed`,
 * `already_pending`, `ledger_too_long`.
 */
export const requestLedger: Rule<'requestLedger'> = (request, input, { rulebook, now }) => {
  const lead = liveLead(request)
  if (!lead) return refuse('work_order_not_found')
  const fault = reasonFault(rulebook, 'ledger', input.reason)
  if (fault) return fault
  const entry = rulebook.service(request.serviceCode ?? '', dayOf(now, rulebook.pack.timeZone))
  if (request.level === 'L1' || entry?.service.neverLedger === true) return refuse('ledger_forbidden')
  if (now > lead.dueAt) return refuse('deadline_passed')
  if (!input.requesterInformed && mustInform(request)) {
    return refuse('requester_not_informed', { field: 'requesterInformed' })
  }
  if (pending(request, 'ledger')) return refuse('already_pending')
  const limit = rulebook.pack.rules.ledgerMaxDays
  if (input.reviewAfterDays > limit) return refuse('ledger_too_long', { field: 'reviewAfterDays', facts: { limit } })
  const district = rulebook.districtOf(lead.unitCode)
  return proceed(
    request.state,
    event('ledger_requested', {
      reason: input.reason,
      owner: input.owner,
      reviewAt: now + input.reviewAfterDays * DAY,
      // A district does not approve its own entry; a department has no district.
      step: district === undefined || district === lead.unitCode ? 'authority' : 'district',
    }),
  )
}

/** The district first, then the authority, before the deadline; only then does the clock stand still. */
export const approveLedger: Rule<'approveLedger'> = (request, input, { actor, now }) => {
  const { fault, overlay } = overlayIn(request, 'ledger', input.ledger)
  if (fault) return fault
  if (!decides(actor.role, overlay)) return refuse('wrong_step')
  const lead = liveLead(request)
  if (!lead || now > lead.dueAt) return refuse('deadline_passed')
  return proceed(request.state, event('ledger_approved', { ordinal: overlay.ordinal, step: overlay.detail.step }))
}

export const refuseLedger: Rule<'refuseLedger'> = (request, input, { actor }) => {
  const { fault, overlay } = overlayIn(request, 'ledger', input.ledger)
  if (fault) return fault
  if (!decides(actor.role, overlay)) return refuse('wrong_step')
  return proceed(request.state, event('ledger_refused', { ordinal: overlay.ordinal }))
}

const decides = (role: Context['actor']['role'], { detail }: Overlay<'ledger'>): boolean =>
  role === (detail.step === 'district' ? 'district_centre' : 'reviewer')

/** What stood in the way is gone (销账): the clock runs on, moved by the time that was held. */
export const clearLedger: Rule<'clearLedger'> = (request, input, context) => {
  const { fault, overlay } = overlayIn(request, 'ledger', input.ledger, 'active')
  if (fault) return fault
  const deadline = movedDeadline(request, overlay, context)
  if (!deadline) return refuse('work_order_not_found')
  return proceed(request.state, event('ledger_cleared', { ordinal: overlay.ordinal, deadline }))
}

/** On its day of review an entry returns by itself. Refuses `not_yet_due`. */
export const returnLedger: Rule<'returnLedger'> = (request, input, context) => {
  const { fault, overlay } = overlayIn(request, 'ledger', input.ledger, 'active')
  if (fault) return fault
  if (context.now < overlay.detail.reviewAt) return refuse('not_yet_due')
  const deadline = movedDeadline(request, overlay, context)
  if (!deadline) return refuse('work_order_not_found')
  return proceed(request.state, event('ledger_returned', { ordinal: overlay.ordinal, deadline }))
}

function movedDeadline(
  request: ServiceRequest,
  { detail }: Overlay<'ledger'>,
  { rulebook, now }: Context,
): Deadline | undefined {
  const lead = liveLead(request)
  return lead && extendForPause(lead.deadline, detail.activeFrom ?? now, now, rulebook.pack.calendar)
}
