import { dispatchByRule } from '../../actions/dispatch-by-rule.ts'
import { systemActor } from '../system-actor.ts'
import { numberOf, type RunTask } from './task.ts'

/** Dispatches a request that has just arrived. A refusal is an answer: a person decides, or it is done already. */
export const dispatchByRuleTask: RunTask = async (app, payload) => {
  const outcome = await dispatchByRule(app, systemActor, numberOf(payload))
  // Always somebody faster: the runner tries again later.
  if (!outcome.ok && outcome.refusal.code === 'conflict') throw new Error('conflict')
}
