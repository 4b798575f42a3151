import { execute } from '../../actions/execute.ts'
import { ledgersDue } from '../../store/read/due.ts'
import { inOrder } from '../in-order.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** Ledger entries come back by themselves on their day of review: the clock runs on. */
export const ledgerReturn: Reconcile = (app, limit, together) =>
  inOrder(
    app,
    ledgersDue,
    async ({ number, ordinal }) =>
      (await execute(app, systemActor, number, { name: 'returnLedger', input: { ledger: ordinal } })).ok,
    { limit, together },
  )
