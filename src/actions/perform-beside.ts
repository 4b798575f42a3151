import type { Actor } from '../core/permission/roles.ts'
import { refuse } from '../core/refusal.ts'
import { decide, type Command } from '../core/work-order/decide.ts'
import type { RequestEvent } from '../core/work-order/events.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import { insist } from './insist.ts'
import type { PerformOptions } from './perform.ts'
import { commitTogether, takingNote } from './together.ts'
import { inTurn } from './turns.ts'

/** The second request of a command, which takes note in its own stream. */
export interface Beside {
  readonly number: RequestNumber
  readonly note: RequestEvent
  /** Whether the two still belong together; when they do not, the command meant another state of things. */
  readonly holds?: (first: ServiceRequest) => boolean
}

type Options = Pick<PerformOptions, 'ifSeq'>

const tries = 5

/**
 * A command on one request of which a second one takes note: both or neither. The second changes all
 * the time (sixty requests may be merged into it in a minute), so a lost race is decided again; `ifSeq`
 * speaks of the first alone.
 */
export const performBeside = (
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: Command,
  beside: Beside,
  options: Options,
): Promise<Outcome> =>
  inTurn(app.store, beside.number, () => insist(tries, () => once(app, actor, number, command, beside, options)))

async function once(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: Command,
  beside: Beside,
  { ifSeq }: Options,
): Promise<Outcome> {
  const [first, second] = await Promise.all([app.store.load(number), app.store.load(beside.number)])
  if (!first) return refuse('request_not_found')
  if (ifSeq !== undefined && ifSeq !== first.request.seq) return refuse('conflict')
  if (beside.holds && !beside.holds(first.request)) return refuse('conflict')
  const now = app.clock.now()
  const decision = decide(first.request, command, { rulebook: app.rulebook, actor, now, related: second?.request })
  if (!decision.ok) return decision
  if (!second) return refuse('request_not_found')
  const { to, events } = decision
  const done = await commitTogether(app, actor, now, [
    { number, before: first, to, events },
    takingNote(second, beside.note),
  ])
  return done.ok ? { ok: true, request: done.requests[0] as ServiceRequest } : done
}
