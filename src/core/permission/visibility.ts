import type { Rulebook } from '../catalogue/rulebook.ts'
import type { RequestNumber } from '../work-order/service-request.ts'
import { overseesAll, readers } from './can-read.ts'
import type { Actor } from './roles.ts'
import { ties, type Tie } from './ties.ts'

/** Which requests an actor sees at all: what the store turns into a condition. It equals `canRead(actor, 'matter', ...)`. */
export type Visibility =
  | { readonly all: true }
  | { readonly unit: string; readonly as: readonly Tie[] }
  | { readonly own: RequestNumber }
  | { readonly none: true }

export function visibility(actor: Actor, rulebook: Rulebook): Visibility {
  switch (readers.matter[actor.role]) {
    case 'any':
      return { all: true }
    case 'overseen':
      return overseesAll(actor, rulebook) ? { all: true } : byUnit(actor, ties)
    case 'involved':
      return byUnit(actor, ties)
    case 'assisting':
      return byUnit(actor, ['assist'])
    case 'own':
      return actor.requestNumber === undefined ? { none: true } : { own: actor.requestNumber }
    default:
      return { none: true }
  }
}

const byUnit = (actor: Actor, as: readonly Tie[]): Visibility =>
  actor.unit === undefined ? { none: true } : { unit: actor.unit, as }
