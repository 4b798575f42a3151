import { execute } from '../../actions/execute.ts'
import { unreachableDue } from '../../store/read/due.ts'
import { inOrder } from '../in-order.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** Closes callbacks that have had all their attempts, once the next one would be due; core's rule has the last word. */
export const closeUnreachable: Reconcile = (app, limit, together) => {
  const { callbackMinAttempts, callbackMinDays } = app.rulebook.pack.rules
  return inOrder(
    app,
    unreachableDue(callbackMinAttempts, callbackMinDays),
    async ({ number }) => (await execute(app, systemActor, number, { name: 'closeUnreachable', input: {} })).ok,
    { limit, together },
  )
}
