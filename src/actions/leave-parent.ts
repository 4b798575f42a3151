import type { Actor } from '../core/permission/roles.ts'
import { refuse } from '../core/refusal.ts'
import { childDetached } from '../core/work-order/second-stream.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import type { CommandOf } from './command-of.ts'
import { perform, type PerformOptions } from './perform.ts'
import { performBeside, type Beside } from './perform-beside.ts'

/** Takes a merged request out of its parent (`unmerge`, `withdraw`): the parent's stream tells it too. */
export async function leaveParent(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: CommandOf<'unmerge' | 'withdraw'>,
  options: Pick<PerformOptions, 'ifSeq'>,
): Promise<Outcome> {
  const loaded = await app.store.load(number)
  if (!loaded) return refuse('request_not_found')
  const { state, parentNumber } = loaded.request
  if (state !== 'merged' || parentNumber === null) return perform(app, actor, number, command, options)
  const beside: Beside = {
    number: parentNumber,
    note: childDetached(number),
    holds: (child) => child.state === 'merged' && child.parentNumber === parentNumber,
  }
  return performBeside(app, actor, number, command, beside, options)
}
