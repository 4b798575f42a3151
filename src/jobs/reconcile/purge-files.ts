import { stagedName } from '../../actions/stage-file.ts'
import { DAY } from '../../core/time.ts'
import { forgetStaged, stagedBefore } from '../../store/write/staged-file.ts'
import type { Reconcile } from './reconciler.ts'

const unusedKept = DAY

/** Takes files away that were sent a day ago: what was filed since has a place of its own. The bytes first. */
export const purgeFiles: Reconcile = async (app, limit) => {
  const { database } = app.store
  const unused = await stagedBefore(database, app.clock.now() - unusedKept, limit)
  for (const keyHash of unused) {
    await app.files.folder.dropStaged(stagedName(keyHash))
    await forgetStaged(database, keyHash)
  }
  return unused.length
}
