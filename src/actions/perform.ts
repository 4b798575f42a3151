import type { Actor } from '../core/permission/roles.ts'
import { refuse } from '../core/refusal.ts'
import type { StagedFile } from '../core/work-order/attachment.ts'
import { decide, type Command } from '../core/work-order/decide.ts'
import type { RequestNumber, ServiceRequest } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import type { Loaded } from '../store/recent.ts'
import { changeOf } from './record.ts'

export interface PerformOptions {
  /** The seq that the actor saw: another one is refused as a conflict, nothing is overwritten unseen. */
  readonly ifSeq?: number | undefined
  /** The second request of a command that concerns two. */
  readonly related?: ServiceRequest | undefined
  /** The files that an `attach` names. */
  readonly staged?: readonly StagedFile[] | undefined
}

/** Any command on one request: load, decide, commit. Commands on two streams have files of their own. */
export async function perform(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: Command,
  options: PerformOptions = {},
): Promise<Outcome> {
  const { loaded, fresh } = await app.store.loadRecent(number)
  const outcome = await decideAndCommit(app, actor, loaded, command, options)
  if (outcome.ok || fresh) return outcome
  // What this process remembered may be old news: a refusal holds only on what the database says now.
  return decideAndCommit(app, actor, await app.store.load(number), command, options)
}

async function decideAndCommit(
  app: App,
  actor: Actor,
  before: Loaded | undefined,
  command: Command,
  options: PerformOptions,
): Promise<Outcome> {
  if (!before) return refuse('request_not_found')
  const { number, seq } = before.request
  if (options.ifSeq !== undefined && options.ifSeq !== seq) return refuse('conflict')
  const now = app.clock.now()
  const { rulebook } = app
  const decision = decide(before.request, command, {
    rulebook,
    actor,
    now,
    related: options.related,
    staged: options.staged,
  })
  if (!decision.ok) return decision
  const change = changeOf({ ...decision, number, before, actor, now, timeZone: rulebook.pack.timeZone })
  return (await app.store.commit(change)) ? { ok: true, request: change.after } : refuse('conflict')
}
