import type { Actor } from '../core/permission/roles.ts'
import type { Command } from '../core/work-order/decide.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import { attach } from './attach.ts'
import { withCitizenWordsMasked } from './citizen-words.ts'
import { informRepeat } from './inform-repeat.ts'
import { insist } from './insist.ts'
import { leaveParent } from './leave-parent.ts'
import { merge } from './merge.ts'
import { openCallback } from './open-callback.ts'
import { perform, type PerformOptions } from './perform.ts'

type Options = Omit<PerformOptions, 'related'>

/** The product itself has seen no screen: what it does is decided again on the fresh request. */
const triesOfSystem = 3

/**
 * Any command of the table on one request, whatever it needs besides: the one door for http, web,
 * jobs and the simulator. Commands that concern two requests are carried out by files of their own.
 */
export async function execute(
  app: App,
  actor: Actor,
  number: RequestNumber,
  given: Command,
  options: Options = {},
): Promise<Outcome> {
  const command = withCitizenWordsMasked(given, app.rulebook.pack)
  const carryOut = () => toItsFile(app, actor, number, command, options)
  return actor.role === 'system' && options.ifSeq === undefined ? insist(triesOfSystem, carryOut) : carryOut()
}

function toItsFile(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: Command,
  options: Options,
): Promise<Outcome> {
  switch (command.name) {
    case 'attach':
      return attach(app, actor, number, command, options)
    case 'merge':
      return merge(app, actor, number, command, options)
    case 'unmerge':
    case 'withdraw':
      return leaveParent(app, actor, number, command, options)
    case 'informRepeat':
      return informRepeat(app, actor, number, command, options)
    case 'openCallback':
      return openCallback(app, actor, number, command, options)
    default:
      return perform(app, actor, number, command, options)
  }
}
