import { attachAfterFiling } from '../../actions/attach-filed.ts'
import type { RunTask } from './task.ts'

/** Files that were sent with a form whose process died before they were attached. What was purged since is gone. */
export const attachFilesTask: RunTask = async (app, payload) => {
  const { number, files } = payload as { readonly number: string; readonly files: readonly string[] }
  const outcome = await attachAfterFiling(app, number, files)
  if (!outcome.ok && outcome.refusal.code === 'conflict') throw new Error(`files of ${number} found no quiet moment`)
}
