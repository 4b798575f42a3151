import type { Actor } from '../core/permission/roles.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import type { CommandOf } from './command-of.ts'
import { perform, type PerformOptions } from './perform.ts'

/** Opens the hotline's callback; a merged request's hangs on its parent's. */
export async function openCallback(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: CommandOf<'openCallback'>,
  options: Pick<PerformOptions, 'ifSeq'>,
): Promise<Outcome> {
  const loaded = await app.store.load(number)
  const parentNumber = loaded?.request.state === 'merged' ? loaded.request.parentNumber : null
  const parent = parentNumber === null ? undefined : await app.store.load(parentNumber)
  return perform(app, actor, number, command, { ...options, related: parent?.request })
}
