import type { App } from '../../actions/app.ts'
import { execute } from '../../actions/execute.ts'
import { whistlesDue, type DueWhistle } from '../../store/read/due.ts'
import { inOrder } from '../in-order.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** Departments that have let a whistle's time pass in silence are marked (art. 16). */
export const whistleMissed: Reconcile = (app, limit, together) =>
  inOrder(app, whistlesDue, (whistle) => markSilent(app, whistle), { limit, together })

async function markSilent(app: App, { number, ordinal, units }: DueWhistle): Promise<boolean> {
  let isMarked = false
  for (const unitCode of units) {
    const input = { whistle: ordinal, unitCode }
    const outcome = await execute(app, systemActor, number, { name: 'markWhistleMissed', input })
    isMarked ||= outcome.ok
  }
  return isMarked
}
