import { attachFilesTask } from './tasks/attach-files.ts'
import { correctPeriodTask } from './tasks/correct-period.ts'
import { dispatchByRuleTask } from './tasks/dispatch-by-rule.ts'
import type { RunTask } from './tasks/task.ts'
import { tendChildrenTask } from './tasks/tend-children.ts'

/** Tasks that commits leave in the outbox, by the name that is written there. */
export const tasks: Readonly<Record<string, RunTask>> = {
  dispatch_by_rule: dispatchByRuleTask,
  correct_period: correctPeriodTask,
  attach_files: attachFilesTask,
  tend_children: tendChildrenTask,
}
