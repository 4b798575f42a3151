import { data, redirect } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { CommandName } from '../../core/work-order/fields.ts'
import type { Typed } from '../command-form-view.ts'
import type { Difference } from '../house/difference.ts'
import type { PageContext } from '../page-context.ts'
import type { Problem } from './problems.ts'
import { problemOfRefusal } from './refusal-problem.ts'

/** What the page shows again after a form was sent and nothing was done: everything that was typed, and why. */
export interface MovesState {
  readonly typed: Typed
  /** The move that was meant; its form is opened. */
  readonly meant: string
  readonly problems: readonly Problem[]
  /** What others did meanwhile, where the move lost against them. */
  readonly difference?: Difference | null
}

/** The moves of a page stand in one form, so that a language switch keeps what was typed in all of them. */
export function typedOf(form: URLSearchParams): Typed {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of form) {
    if (name.includes('.')) (typed[name] ??= []).push(value)
  }
  return typed
}

/** The fields of one move without the prefix that keeps it apart from the others. */
export function typedFor(move: string, typed: Typed): Typed {
  const prefix = `${move}.`
  const own = Object.entries(typed).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, values]) => [name.slice(prefix.length), values]))
}

export const showMoves = (state: MovesState, status: number) => data(state, { status })

interface MoveRequest {
  readonly form: URLSearchParams
  readonly context: PageContext
  readonly actor: Actor
  readonly number: string
  readonly command: CommandName
  /** Where to go when it is done. */
  readonly then: string
  /** Told when it is done, before the page goes on. */
  readonly onDone?: (typed: Typed) => Promise<void>
}

/** Carries one move out, or says why not with everything kept. */
export async function makeMove({ form, context, actor, number, command, then, onDone }: MoveRequest) {
  const { house, visit } = context
  const typed = typedOf(form)
  const again = (refusals: readonly Refusal[], status: number) =>
    showMoves(
      {
        typed,
        meant: command,
        problems: refusals.map((each) => problemOfRefusal(each, visit.language, `${command}.`)),
      },
      status,
    )
  const reading = house.readCommand(command, typedFor(command, typed))
  if (!reading.ok) return again(reading.refusals, 400)
  const seq = Number(form.get('seq'))
  const outcome = await house.execute(
    actor,
    number,
    reading.command,
    Number.isInteger(seq) && seq > 0 ? seq : undefined,
  )
  if (outcome.ok) {
    await onDone?.(typed)
    throw redirect(`${then}?done=${command}`)
  }
  if (outcome.refusal.code === 'conflict') {
    // What happened inside the house is for staff to compare, not for the requester.
    const difference = actor.role === 'requester' ? null : await house.changesSince(actor, number, seq, visit.language)
    return showMoves({ typed, meant: command, problems: [{ field: '', key: 'problem.stale' }], difference }, 412)
  }
  return again([outcome.refusal], outcome.refusal.code === 'not_permitted' ? 403 : 409)
}
