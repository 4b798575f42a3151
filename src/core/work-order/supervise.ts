import { refuse } from '../refusal.ts'
import { proceed, type Context, type Decision, type Rule } from './context.ts'
import { event } from './events.ts'
import { overlayIn } from './guards.ts'
import { isPending, type SupervisionMeasure } from './overlay.ts'
import type { ServiceRequest } from './service-request.ts'

/** 催办: a reminder. */
export const urge: Rule<'urge'> = (request, _, context) => supervision(request, 'urge', context)
/** 督办: handling under supervision. */
export const supervise: Rule<'supervise'> = (request, _, context) => supervision(request, 'supervise', context)
/** 约谈: the unit is called in. */
export const summon: Rule<'summon'> = (request, _, context) => supervision(request, 'summon', context)
/** The unit has to go and look (DB11/T 2021-2022). */
export const orderOnSite: Rule<'orderOnSite'> = (request, _, context) => supervision(request, 'on_site', context)

/** People may insist; the product reminds once until it is answered (`already_pending`), so that its jobs may run twice. */
function supervision(request: ServiceRequest, measure: SupervisionMeasure, { actor }: Context): Decision {
  const standing = request.overlays.some(
    (overlay) => isPending(overlay) && 'measure' in overlay.detail && overlay.detail.measure === measure,
  )
  if (standing && actor.role === 'system') return refuse('already_pending')
  return proceed(request.state, event('supervised', { measure }))
}

/** The unit answers the measure that was addressed to it. */
export const answerSupervision: Rule<'answerSupervision'> = (request, input) => {
  const { fault, overlay } = overlayIn(request, 'supervision', input.supervision)
  return fault ?? proceed(request.state, event('supervision_answered', { ordinal: overlay.ordinal }))
}
