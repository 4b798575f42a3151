import type { Actor } from '../core/permission/roles.ts'
import { refuse } from '../core/refusal.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { isSameRequester } from '../store/read/same-requester.ts'
import type { App, Outcome } from './app.ts'
import type { CommandOf } from './command-of.ts'
import { perform, type PerformOptions } from './perform.ts'

/**
 * Tells a requester how the earlier request stands. Only the same requester is told: what one person
 * asked is nobody else's business (`other_requester`).
 */
export async function informRepeat(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: CommandOf<'informRepeat'>,
  options: Pick<PerformOptions, 'ifSeq'>,
): Promise<Outcome> {
  const { earlier } = command.input
  const [related, isSame] = await Promise.all([
    app.store.load(earlier),
    isSameRequester(app.store.database, number, earlier),
  ])
  if (related && !isSame) return refuse('other_requester', { field: 'earlier' })
  return perform(app, actor, number, command, { ...options, related: related?.request })
}
