import { data, redirect } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { CommandName } from '../../core/work-order/fields.ts'
import type { Typed } from '../command-form-view.ts'
import type { PageContext } from '../page-context.ts'
import type { Problem } from './problems.ts'
import { problemOfRefusal } from './refusal-problem.ts'

/** What the page shows again after a form was sent and nothing was done: everything that was typed, and why. */
export interface MovesState {
  readonly typed: Typed
  /** The move that was meant; its form is opened. */
  readonly meant: string
  readonly problems: readonly Problem[]
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
}

/** Carries one move out, or says why not with everything kept. */
export async function makeMove({ form, context, actor, number, command, then }: MoveRequest) {
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
  if (outcome.ok) throw redirect(`${then}?done=${command}`)
  if (outcome.refusal.code === 'conflict') {
    return showMoves({ typed, meant: command, problems: [{ field: '', key: 'problem.stale' }] }, 412)
  }
  return again([outcome.refusal], outcome.refusal.code === 'not_permitted' ? 403 : 409)
}
