import { foldCounterDeltas } from '../../store/write/counter.ts'
import type { Reconcile } from './reconciler.ts'

/** Folds the deltas that commands left into the counters. */
export const foldCounters: Reconcile = (app, limit) => foldCounterDeltas(app.store.database, limit)
