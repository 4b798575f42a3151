import { dueSoonMost, dueSoonShare, overdueToldWithin } from '../../core/notice/due-soon.ts'
import { tellDueSoon, tellOverdue } from '../../store/write/notice-moment.ts'
import type { Reconcile } from './reconciler.ts'

/** Tells units of limits that will run out, or have: each deadline once. */
export const noticeMoments: Reconcile = async (app, limit) => {
  const { database, sendsNotices: sends } = app.store
  const now = app.clock.now()
  const moments = { now, limit, sends }
  const soon = await tellDueSoon(database, moments, { share: dueSoonShare, most: dueSoonMost })
  const over = await tellOverdue(database, moments, now - overdueToldWithin)
  return Math.min(limit, Math.max(soon, over))
}
