import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Overlay } from '../work-order/overlay.ts'
import type { ServiceRequest } from '../work-order/service-request.ts'
import type { WorkOrder } from '../work-order/work-order.ts'

/** How a unit may be tied to a request: now or in the past. */
export const ties = ['lead', 'assist', 'district', 'whistled', 'asked', 'consulted'] as const
export type Tie = (typeof ties)[number]

/** Every way in which the unit is or was tied to the request; empty for a stranger. */
export function tiesOf(request: ServiceRequest, unitCode: string, rulebook: Rulebook): readonly Tie[] {
  const found: Record<Tie, boolean> = {
    lead: request.leadUnit === unitCode || hasOrder(request, 'lead', unitCode),
    assist: hasOrder(request, 'assist', unitCode),
    district: isDistrictOf(request, unitCode, rulebook),
    whistled: request.overlays.some(
      (overlay) => isA(overlay, 'whistle') && overlay.detail.departments.some((one) => one.unitCode === unitCode),
    ),
    asked: request.overlays.some((overlay) => isA(overlay, 'escalation') && overlay.detail.to === unitCode),
    consulted: request.overlays.some(
      (overlay) => isA(overlay, 'consultation') && overlay.detail.units.includes(unitCode),
    ),
  }
  return ties.filter((tie) => found[tie])
}

const hasOrder = (request: ServiceRequest, role: 'lead' | 'assist', unitCode: string): boolean =>
  request.workOrders.some((order) => order.role === role && order.unitCode === unitCode && wasGiven(order))

/** A dispatch that was taken back within seconds gives the unit no right to read on. */
const wasGiven = (order: WorkOrder): boolean => order.outcome !== 'recalled'

/** The district above any unit that leads or led. */
const isDistrictOf = (request: ServiceRequest, unitCode: string, rulebook: Rulebook): boolean =>
  request.districtUnit === unitCode ||
  request.workOrders.some(
    (order) => order.role === 'lead' && wasGiven(order) && rulebook.districtOf(order.unitCode) === unitCode,
  )

const isA = <K extends Overlay['kind']>(overlay: Overlay, kind: K): overlay is Overlay<K> & Overlay =>
  overlay.kind === kind
