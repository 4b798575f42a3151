import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { Instant } from '../../core/time.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import type { Chance } from './chance.ts'
import { planHotline, planReviews } from './plan-hotline.ts'
import { planUnit } from './plan-unit.ts'
import type { Step } from './step.ts'

/**
 * What somebody will do next to this request: of everything that its people have in mind, the
 * earliest. A function of request and seed, so a city that was stopped goes on where it was.
 */
export function nextStep(
  rulebook: Rulebook,
  request: ServiceRequest,
  chance: Chance,
  now: Instant,
  detours: boolean,
): Step | null {
  const scene = { request, rulebook, chance, detours }
  let next: Step | null = null
  for (const step of [...planUnit(scene), ...planHotline(scene), ...planReviews(scene)]) {
    if (step && (next === null || step.at < next.at)) next = step
  }
  return next && { ...next, at: Math.max(Math.round(next.at), now + 1_000) }
}
