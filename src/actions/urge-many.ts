import { can } from '../core/permission/can.ts'
import { canRead } from '../core/permission/can-read.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import { moveFor } from '../core/work-order/lifecycle.ts'
import { liveLead, type RequestNumber, type ServiceRequest } from '../core/work-order/service-request.ts'
import type { App } from './app.ts'
import { execute } from './execute.ts'

/** As many as one person can answer for at once. */
export const urgedMost = 50

/** One request as it would be urged. */
export interface UrgePreview {
  readonly number: RequestNumber
  readonly unitCode: string | null
  readonly dueAt: Instant | null
  /** How often its unit was urged already, and when last. */
  readonly urged: number
  readonly lastUrgedAt: Instant | null
  /** Why it cannot be urged; null where it can. */
  readonly refusal: Refusal | null
}

export interface Urged {
  readonly number: RequestNumber
  /** Null where it was done. */
  readonly refusal: Refusal | null
}

/** Who would be urged, how often they were already, and who cannot be. Writes nothing. */
export const previewUrges = (
  app: App,
  actor: Actor,
  numbers: readonly RequestNumber[],
): Promise<readonly UrgePreview[]> => Promise.all(chosen(numbers).map((number) => preview(app, actor, number)))

/**
 * Urges every one with the same instruction, each through the one door: what one of them refuses takes nothing from the
 * others. At most `urgedMost`; of more, only the first are urged.
 */
export async function urgeMany(
  app: App,
  actor: Actor,
  numbers: readonly RequestNumber[],
  instruction: string,
): Promise<readonly Urged[]> {
  const note = instruction.trim()
  const urged: Urged[] = []
  // A few at a time: a supervisor's fifty must not keep an intake waiting.
  const left = [...chosen(numbers)]
  while (left.length > 0) {
    const some = left.splice(0, 5)
    urged.push(...(await Promise.all(some.map((number) => urgeOne(app, actor, number, note)))))
  }
  return urged
}

const chosen = (numbers: readonly RequestNumber[]): readonly RequestNumber[] =>
  [...new Set(numbers)].slice(0, urgedMost)

async function urgeOne(app: App, actor: Actor, number: RequestNumber, note: string): Promise<Urged> {
  const outcome = await execute(app, actor, number, { name: 'urge', input: note === '' ? {} : { note } })
  return { number, refusal: outcome.ok ? null : outcome.refusal }
}

async function preview(app: App, actor: Actor, number: RequestNumber): Promise<UrgePreview> {
  const { rulebook } = app
  const request = (await app.store.load(number))?.request
  if (!request || !canRead(actor, 'matter', request, rulebook)) {
    const refusal = { code: 'request_not_found' } as const
    return { number, unitCode: null, dueAt: null, urged: 0, lastUrgedAt: null, refusal }
  }
  const lead = liveLead(request)
  const urges = urgesOf(request)
  const move = moveFor(request.state, 'urge')
  const refusal: Refusal | null = !move
    ? { code: 'move_not_allowed', facts: { state: request.state, command: 'urge' } }
    : can(actor, move, request, rulebook)
      ? null
      : { code: 'not_permitted' }
  return {
    number,
    unitCode: lead?.unitCode ?? request.leadUnit,
    dueAt: request.dueAt,
    urged: urges.length,
    lastUrgedAt: urges.at(-1)?.openedAt ?? null,
    refusal,
  }
}

/** Of the live lead only: what another unit was reminded of is not its burden. */
const urgesOf = (request: ServiceRequest) =>
  request.overlays.filter(
    ({ kind, detail, openedAt }) =>
      kind === 'supervision' &&
      'measure' in detail &&
      detail.measure === 'urge' &&
      detail.workOrder === null &&
      openedAt >= (liveLead(request)?.dispatchedAt ?? 0),
  )
