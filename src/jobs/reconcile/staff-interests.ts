import { matchNewRequests } from '../../actions/interests.ts'
import type { Reconcile } from './reconciler.ts'

/** Who declared an interest in a matter stays out of requests about it that came in later, too. */
export const staffInterests: Reconcile = (app) => matchNewRequests(app)
