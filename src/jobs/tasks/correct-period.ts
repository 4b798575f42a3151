import { correctPeriod } from '../../actions/correct-period.ts'
import type { RunTask } from './task.ts'

/** A decision that may concern a period that is closed becomes a dated correction of it. */
export const correctPeriodTask: RunTask = async (app, payload) => {
  await correctPeriod(app, payload as unknown as Parameters<typeof correctPeriod>[1])
}
