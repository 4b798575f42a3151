import type { Command } from '../core/work-order/decide.ts'
import type { CommandName } from '../core/work-order/fields.ts'

/** The commands of these names, with their input. */
export type CommandOf<N extends CommandName> = Extract<Command, { readonly name: N }>
