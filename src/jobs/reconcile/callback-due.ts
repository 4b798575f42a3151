import { execute } from '../../actions/execute.ts'
import { callbacksDue } from '../../store/read/due.ts'
import { inOrder } from '../in-order.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** Callbacks that have to begin: the limit ran out, or the reply has been lying long enough (art. 23). */
export const callbackDue: Reconcile = (app, limit, together) =>
  inOrder(
    app,
    callbacksDue,
    async ({ number }) => (await execute(app, systemActor, number, { name: 'openCallback', input: {} })).ok,
    { limit, together },
  )
