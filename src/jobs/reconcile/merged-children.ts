import { tendChildren } from '../../actions/tend-children.ts'
import { parentsToTend } from '../../store/read/merged-children.ts'
import { systemActor } from '../system-actor.ts'
import type { Reconcile } from './reconciler.ts'

/** Merged requests whose parent's callback began, or whose parent ended without one, and whose task was lost. */
export const mergedChildren: Reconcile = async (app, limit) => {
  let done = 0
  let after = '0'
  while (done < limit) {
    const parents = await parentsToTend(app.store.database, after, 100)
    for (const parent of parents) {
      if (done < limit) done += await tendChildren(app, systemActor, parent)
      after = parent
    }
    if (parents.length < 100) break
  }
  return done
}
