import { refuse } from '../refusal.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'
import { unitsFault } from './guards.ts'
import { pending } from './service-request.ts'

/** A hard case is talked over with the units before dispatch (会商, art. 12). The dispatch clock runs on. */
export const openConsultation: Rule<'openConsultation'> = (_, input, { rulebook }) => {
  if (input.units.length === 0) return refuse('required', { field: 'units' })
  const fault = unitsFault(rulebook, input.units, 'units')
  return fault ?? proceed('pre_consultation', event('consultation_opened', { units: [...new Set(input.units)] }))
}

export const concludeConsultation: Rule<'concludeConsultation'> = (request) => {
  const consultation = pending(request, 'consultation')
  if (!consultation) return refuse('overlay_not_found')
  return proceed('pending_dispatch', event('consultation_concluded', { ordinal: consultation.ordinal }))
}
