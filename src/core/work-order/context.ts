import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Actor } from '../permission/roles.ts'
import type { Refused } from '../refusal.ts'
import type { Instant } from '../time.ts'
import type { StagedFile } from './attachment.ts'
import type { RequestEvent } from './events.ts'
import type { CommandInput, CommandName } from './fields.ts'
import type { ServiceRequest } from './service-request.ts'
import type { RequestState } from './states.ts'

/** Everything a rule may know besides the request: passed in, never reached for. */
export interface Context {
  readonly rulebook: Rulebook
  readonly actor: Actor
  readonly now: Instant
  /** The second request of a command that concerns two: the parent of a merge, the earlier one of a repeat. */
  readonly related?: ServiceRequest | undefined
  /** The files that `attach` names, as they were kept when they were sent. */
  readonly staged?: readonly StagedFile[] | undefined
}

export interface Proceed {
  readonly ok: true
  readonly to: RequestState
  readonly events: readonly RequestEvent[]
}

export type Decision = Proceed | Refused

/** A command's own rule. The table has already allowed the move and the actor when it is asked. */
export type Rule<N extends CommandName> = (
  request: ServiceRequest,
  input: CommandInput<N>,
  context: Context,
) => Decision

export const proceed = (to: RequestState, ...events: RequestEvent[]): Proceed => ({ ok: true, to, events })
