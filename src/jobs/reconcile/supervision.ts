import type { App } from '../../actions/app.ts'
import { execute } from '../../actions/execute.ts'
import type { Due } from '../../store/read/due.ts'
import { overdueDue, stillOverdueDue, unsignedDue } from '../../store/read/due-supervision.ts'
import { inOrder } from '../in-order.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** Once for each: that nobody did it yet is true of the seq that was read, and of no other. */
const urge =
  (app: App) =>
  async ({ number, seq }: Due): Promise<boolean> =>
    (await execute(app, systemActor, number, { name: 'urge', input: {} }, { ifSeq: seq })).ok

const supervise =
  (app: App) =>
  async ({ number, seq }: Due): Promise<boolean> =>
    (await execute(app, systemActor, number, { name: 'supervise', input: { reason: 'overdue' } }, { ifSeq: seq })).ok

/** Reminds units that have not signed in time (催办). */
export const urgeUnsigned: Reconcile = (app, limit, together) =>
  inOrder(app, unsignedDue, urge(app), { limit, together })

/** Reminds units whose limit ran out without a reply (催办). */
export const urgeOverdue: Reconcile = (app, limit, together) => inOrder(app, overdueDue, urge(app), { limit, together })

/** Takes under supervision what the reminder has not moved (督办). */
export const superviseOverdue: Reconcile = (app, limit, together) =>
  inOrder(app, stillOverdueDue, supervise(app), { limit, together })
