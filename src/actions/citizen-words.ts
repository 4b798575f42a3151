import { maskMatter } from '../core/text/mask-matter.ts'
import type { PhoneRules } from '../core/text/phone.ts'
import type { Command } from '../core/work-order/decide.ts'
import type { CommandName } from '../core/work-order/fields.ts'

/** Fields in which a requester's own words stand, whoever wrote them down. */
const fields: Partial<Readonly<Record<CommandName, string>>> = {
  objectToRedirect: 'words',
  recordCallback: 'words',
  withdraw: 'words',
  addFact: 'fact',
}

/**
 * The command with the requester's later words masked as the first were: units read them, so phones and
 * doors stand in them no more than in the matter, whichever way they came.
 */
export function withCitizenWordsMasked(command: Command, rules: PhoneRules): Command {
  const field = fields[command.name]
  if (field === undefined) return command
  const input = command.input as Readonly<Record<string, unknown>>
  const words = input[field]
  if (typeof words !== 'string') return command
  return { ...command, input: { ...input, [field]: maskMatter(words, null, rules) } } as unknown as Command
}
