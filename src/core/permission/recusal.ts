import type { ServiceRequest } from '../work-order/service-request.ts'
import type { Actor } from './roles.ts'

/** What an account has declared an interest in (回避): these requests, and whatever these units handle. */
export interface Recusal {
  readonly numbers: ReadonlySet<string>
  readonly units: ReadonlySet<string>
}

/** Whether the actor stays out of the request: it is neither read nor moved by them, whatever their role. */
export function isRecused(
  { recusal }: Actor,
  request: Pick<ServiceRequest, 'number' | 'leadUnit' | 'workOrders'>,
): boolean {
  if (recusal === undefined) return false
  if (recusal.numbers.has(request.number)) return true
  if (request.leadUnit !== null && recusal.units.has(request.leadUnit)) return true
  return request.workOrders.some(({ unitCode }) => recusal.units.has(unitCode))
}

/** The lines of a list that the actor may see; what a line leaves out is found when it is opened. */
export const withoutRecused = <Line extends { readonly number: string; readonly leadUnit?: string | null }>(
  { recusal }: Actor,
  lines: readonly Line[],
): readonly Line[] =>
  recusal === undefined
    ? lines
    : lines.filter(
        ({ number, leadUnit }) => !recusal.numbers.has(number) && (leadUnit == null || !recusal.units.has(leadUnit)),
      )
