import { DAY, HOUR, MINUTE } from '../../core/time.ts'
import { deleteExpired } from '../../store/write/expired.ts'
import type { Reconcile } from './reconciler.ts'

/** A client may repeat its request for a day; a session ends twelve hours after its last use; tries are counted by the hour. */
const idempotencyKeysKept = DAY
const sessionsKept = 12 * HOUR
const accessAttemptsKept = DAY
/** Words that nobody sent in a week are given up: they may speak of people. */
const draftsKept = 7 * DAY
const presenceKept = MINUTE

/** Takes away what has served: idempotency keys, unused sessions, counted tries, drafts, who was where. */
export const purge: Reconcile = (app, limit) => {
  const now = app.clock.now()
  const limits = {
    idempotencyKeysBefore: now - idempotencyKeysKept,
    sessionsUnusedSince: now - sessionsKept,
    accessAttemptsBefore: now - accessAttemptsKept,
    draftsUnchangedSince: now - draftsKept,
    presenceBefore: now - presenceKept,
  }
  return deleteExpired(app.store.database, limits, limit)
}
