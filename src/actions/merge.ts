import type { Actor } from '../core/permission/roles.ts'
import { childAttached } from '../core/work-order/second-stream.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import type { CommandOf } from './command-of.ts'
import { performBeside } from './perform-beside.ts'
import type { PerformOptions } from './perform.ts'

/** Merges a request into the one whose handling it shares; both streams tell it. */
export const merge = (
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: CommandOf<'merge'>,
  options: Pick<PerformOptions, 'ifSeq'>,
): Promise<Outcome> =>
  performBeside(app, actor, number, command, { number: command.input.parent, note: childAttached(number) }, options)
