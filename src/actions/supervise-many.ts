import type { Actor } from '../core/permission/roles.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { App } from './app.ts'
import { execute } from './execute.ts'
import { urgedMost, type Urged } from './urge-many.ts'

/**
 * Puts every one under supervision (督办) with the same reason, each through the one door: what one of them
 * refuses takes nothing from the others. At most as many as can be urged at once.
 */
export async function superviseMany(
  app: App,
  actor: Actor,
  numbers: readonly RequestNumber[],
  reason: string,
): Promise<readonly Urged[]> {
  const supervised: Urged[] = []
  const left = [...new Set(numbers)].slice(0, urgedMost)
  while (left.length > 0) {
    const some = left.splice(0, 5)
    supervised.push(...(await Promise.all(some.map((number) => superviseOne(app, actor, number, reason.trim())))))
  }
  return supervised
}

async function superviseOne(app: App, actor: Actor, number: RequestNumber, reason: string): Promise<Urged> {
  const outcome = await execute(app, actor, number, { name: 'supervise', input: { reason } })
  return { number, refusal: outcome.ok ? null : outcome.refusal }
}
