import { can } from '../permission/can.ts'
import { isRecused } from '../permission/recusal.ts'
import { refuse } from '../refusal.ts'
import type { Context, Decision, Rule } from './context.ts'
import type { RequestEvent } from './events.ts'
import { commandFields, type CommandInput, type CommandName, type Field } from './fields.ts'
import { moveFor } from './lifecycle.ts'
import { rules } from './rules.ts'
import type { ServiceRequest } from './service-request.ts'

/** A command with its input. */
export type Command = { [N in CommandName]: { readonly name: N; readonly input: CommandInput<N> } }[CommandName]

/**
 * Decides a command: the table first, then who asks, then the command's own rule. Proceeds with
 * events or is refused by name; it throws only where the product itself is wrong.
 */
export function decide(request: ServiceRequest, command: Command, context: Context): Decision {
  const move = moveFor(request.state, command.name)
  if (!move) {
    if (request.state === 'closed' && rating.includes(command.name)) return refuse('rating_final')
    return refuse('move_not_allowed', { facts: { state: request.state, command: command.name } })
  }
  if (isRecused(context.actor, request)) return refuse('interest_declared')
  if (!can(context.actor, move, request, context.rulebook)) return refuse('not_permitted')
  const rule = rules[command.name] as Rule<CommandName>
  const decision = rule(request, command.input, context)
  if (!decision.ok) return decision
  const to = move.to.includes('same') && decision.to === request.state ? 'same' : decision.to
  if (!move.to.includes(to)) throw new Error(`${command.name} from ${request.state} may not lead to ${decision.to}`)
  return { ...decision, events: withTexts(decision.events, command) }
}

/** What a citizen said is never changed after the close; a later statement is a new linked request. */
const rating: readonly CommandName[] = ['recordCallback', 'rateAnswer']

/** The command's free text goes with its first event, by field name. */
function withTexts(events: readonly RequestEvent[], command: Command): readonly RequestEvent[] {
  const fields: Readonly<Record<string, Field>> = commandFields[command.name]
  const input = command.input as Readonly<Record<string, unknown>>
  const texts = Object.fromEntries(
    Object.entries(fields)
      .filter(([name, field]) => field.kind === 'text' && typeof input[name] === 'string' && input[name] !== '')
      .map(([name]) => [name, input[name] as string]),
  )
  const [first, ...rest] = events
  if (!first || Object.keys(texts).length === 0) return events
  return [{ ...first, texts: { ...first.texts, ...texts } }, ...rest]
}
