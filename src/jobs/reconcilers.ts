import { autoDispatch } from './reconcile/auto-dispatch.ts'
import { callbackDue } from './reconcile/callback-due.ts'
import { cityDay } from './reconcile/city-day.ts'
import { closeUnreachable } from './reconcile/close-unreachable.ts'
import { foldCounters } from './reconcile/fold-counters.ts'
import { ledgerReturn } from './reconcile/ledger-return.ts'
import { mergedChildren } from './reconcile/merged-children.ts'
import { noticeMoments } from './reconcile/notice-moments.ts'
import { purge } from './reconcile/purge.ts'
import { purgeFiles } from './reconcile/purge-files.ts'
import type { Reconcile } from './reconcile/reconciler.ts'
import { staffInterests } from './reconcile/staff-interests.ts'
import { superviseOverdue, urgeOverdue, urgeUnsigned } from './reconcile/supervision.ts'
import { whistleMissed } from './reconcile/whistle-missed.ts'

export interface Reconciler {
  readonly name: string
  /** Pause after a run that found nothing. */
  readonly everySeconds: number
  /** Steps of one run at most. */
  readonly limit: number
  readonly run: Reconcile
}

/** All of them, in the order of a `tick`. What only saves lost tasks comes seldom. */
export const reconcilers: readonly Reconciler[] = [
  { name: 'ledger_return', everySeconds: 30, limit: 200, run: ledgerReturn },
  { name: 'auto_dispatch', everySeconds: 30, limit: 500, run: autoDispatch },
  { name: 'callback_due', everySeconds: 2, limit: 500, run: callbackDue },
  { name: 'merged_children', everySeconds: 30, limit: 500, run: mergedChildren },
  { name: 'urge_unsigned', everySeconds: 30, limit: 200, run: urgeUnsigned },
  { name: 'urge_overdue', everySeconds: 30, limit: 200, run: urgeOverdue },
  { name: 'supervise_overdue', everySeconds: 60, limit: 200, run: superviseOverdue },
  { name: 'whistle_missed', everySeconds: 30, limit: 200, run: whistleMissed },
  { name: 'close_unreachable', everySeconds: 60, limit: 200, run: closeUnreachable },
  { name: 'city_day', everySeconds: 300, limit: 1, run: cityDay },
  { name: 'fold_counters', everySeconds: 2, limit: 20_000, run: foldCounters },
  { name: 'staff_interests', everySeconds: 60, limit: 1_000, run: staffInterests },
  { name: 'purge', everySeconds: 300, limit: 5_000, run: purge },
  { name: 'purge_files', everySeconds: 600, limit: 1_000, run: purgeFiles },
  { name: 'notice_moments', everySeconds: 30, limit: 500, run: noticeMoments },
]
