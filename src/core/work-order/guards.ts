import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Actor } from '../permission/roles.ts'
import { refuse, type Refused } from '../refusal.ts'
import type { ReasonList } from './fields.ts'
import type { Overlay, OverlayKind, OverlayState } from './overlay.ts'
import { overlayAt, pending, type ServiceRequest } from './service-request.ts'

/** Refuses `reason_not_found` where the city's list does not hold the code. */
export function reasonFault(
  rulebook: Rulebook,
  list: ReasonList,
  code: string | undefined,
  field = 'reason',
): Refused | undefined {
  if (code === undefined || rulebook.pack.reasons[list].some((reason) => reason.code === code)) return undefined
  return refuse('reason_not_found', { field })
}

/** Refuses `unit_not_found` for the first code that no unit of the city has. */
export function unitsFault(rulebook: Rulebook, codes: readonly string[], field: string): Refused | undefined {
  const unknown = codes.find((code) => !rulebook.unit(code))
  return unknown === undefined ? undefined : refuse('unit_not_found', { field, facts: { unit: unknown } })
}

type Found<K extends OverlayKind> =
  | { readonly fault: Refused; readonly overlay?: undefined }
  | { readonly fault?: undefined; readonly overlay: Overlay<K> }

/**
 * The overlay that a decision is about. Refuses `overlay_not_found` where the request has none of that
 * kind under the ordinal, `already_done` where it no longer is in the wanted state.
 */
export function overlayIn<K extends OverlayKind>(
  request: ServiceRequest,
  kind: K,
  ordinal: number,
  state: OverlayState = 'open',
): Found<K> {
  const overlay = overlayAt(request, kind, ordinal)
  if (!overlay) return { fault: refuse('overlay_not_found', { field: kind }) }
  if (overlay.state !== state)
    return { fault: refuse('already_done', { field: kind, facts: { state: overlay.state } }) }
  return { overlay }
}

/** An approved ledger entry is in force: the clock stands still and the callback is held. */
export const isHeldByLedger = (request: ServiceRequest): boolean => pending(request, 'ledger')?.state === 'active'

/** Who asked not to be known to the unit cannot be told by it. */
export const mustInform = (request: ServiceRequest): boolean => request.confidentiality !== 'anonymous'

/** Acts for a unit that had the request, or handled it himself: nobody asks, or says that he asked, about his own work. */
export const isOwnUnit = (request: ServiceRequest, actor: Actor): boolean =>
  request.workOrders.some((order) => order.handler === actor.id || order.unitCode === actor.unit) ||
  (actor.unit !== undefined && actor.unit === request.scoringUnit)
