import { tendChildren } from '../../actions/tend-children.ts'
import { systemActor } from '../system-actor.ts'
import { numberOf, type RunTask } from './task.ts'

/** Moves the merged children of a request whose callback began or that ended. */
export const tendChildrenTask: RunTask = async (app, payload) => {
  await tendChildren(app, systemActor, numberOf(payload))
}
