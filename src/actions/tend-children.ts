import type { Actor } from '../core/permission/roles.ts'
import type { Command } from '../core/work-order/decide.ts'
import { nextForChildren } from '../core/work-order/second-stream.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import { mergedChildren } from '../store/read/merged-children.ts'
import type { App } from './app.ts'
import { execute } from './execute.ts'

/**
 * Does for the merged children of a request what its own course asks for: each requester is called back
 * once the parent's callback began; where the parent ended without one they are taken out and handled.
 * @returns how many children moved
 */
export async function tendChildren(app: App, actor: Actor, parentNumber: RequestNumber): Promise<number> {
  const parent = await app.store.load(parentNumber)
  const next = parent && nextForChildren(parent.request)
  if (!next) return 0
  const command: Command =
    next === 'openCallback'
      ? { name: 'openCallback', input: {} }
      : { name: 'unmerge', input: { note: `${parentNumber}: ${parent.request.state}` } }
  let moved = 0
  // One after the other: each child that leaves is noted in the one stream of the parent.
  for (const child of await mergedChildren(app.store.database, parentNumber)) {
    const outcome = await execute(app, actor, child, command)
    if (outcome.ok) moved += 1
  }
  return moved
}
