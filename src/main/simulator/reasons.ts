import type { ReasonList } from '../../core/work-order/fields.ts'
import type { Scene } from './step.ts'

/** Some reason of the city's own list. */
export function pick({ rulebook, chance, request }: Scene, list: ReasonList): string {
  return chance.pick(rulebook.pack.reasons[list], list, request.number).code
}
