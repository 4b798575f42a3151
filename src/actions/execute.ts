import type { Actor } from '../core/permission/roles.ts'
import type { Command } from '../core/work-order/decide.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import { perform, type PerformOptions } from './perform.ts'

/**
 * Any command of the table on one request, whatever it needs besides: the one door for http, web,
 * jobs and the simulator. Commands that concern two requests are carried out by files of their own.
 */
export async function execute(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: Command,
  options: Omit<PerformOptions, 'related'> = {},
): Promise<Outcome> {
  return perform(app, actor, number, command, options)
}
