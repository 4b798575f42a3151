import type { Actor } from '../core/permission/roles.ts'
import { refuse } from '../core/refusal.ts'
import { decide } from '../core/work-order/decide.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App, Outcome } from './app.ts'
import type { CommandOf } from './command-of.ts'
import { insist } from './insist.ts'
import { perform, type PerformOptions } from './perform.ts'
import { filesOfKeys, stagedName } from './stage-file.ts'

const tries = 5

/**
 * Attaches files that were sent before. The bytes are at their place before the journal names them, so
 * that no entry ever stands without its file; what was attached already is done already. Nobody reads a
 * request to decide about it here, so a lost race is decided again unless the sender saw a version.
 */
export async function attach(
  app: App,
  actor: Actor,
  number: RequestNumber,
  command: CommandOf<'attach'>,
  options: Pick<PerformOptions, 'ifSeq'> = {},
): Promise<Outcome> {
  const files = await filesOfKeys(app, command.input.files)
  const staged = files.map(({ hash, mediaType, bytes }) => ({ hash, mediaType, bytes }))
  const loaded = await app.store.load(number)
  if (!loaded) return refuse('request_not_found')
  const { rulebook, clock } = app
  const first = decide(loaded.request, command, { rulebook, actor, now: clock.now(), staged })
  if (!first.ok) {
    return first.refusal.code === 'already_done' ? { ok: true, request: loaded.request } : first
  }
  for (const { keyHash, hash } of files) {
    if (!(await app.files.folder.keep(stagedName(keyHash), hash))) return refuse('file_not_found', { field: 'files' })
  }
  const carryOut = (): Promise<Outcome> => perform(app, actor, number, command, { ...options, staged })
  const outcome = options.ifSeq === undefined ? await insist(tries, carryOut) : await carryOut()
  if (outcome.ok || outcome.refusal.code !== 'already_done') return outcome
  const now = await app.store.load(number)
  return now ? { ok: true, request: now.request } : refuse('request_not_found')
}
