import { redirect } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import { commandFields, type CommandName } from '../../../core/work-order/fields.ts'
import type { Typed } from '../../command-form-view.ts'
import { showMoves, type MovesState } from '../../kit/moves.server.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import type { Problem } from '../../kit/problems.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { notFound } from '../staff.server.ts'
import { readDeciding } from './decide-data.server.ts'
import { decisionTasks, type DecisionTask } from './decision.ts'

/** The words that go with a decision have one field on the page, whatever the command calls them. */
const textNames = ['opinion', 'note', 'reason'] as const
const textField = (command: CommandName): string | undefined =>
  textNames.find((name) => Object.hasOwn(commandFields[command], name))

interface Deciding {
  readonly page: PageContext
  readonly actor: Actor
  readonly request: Request
  /** The page's own address; its view goes on. */
  readonly address: string
  readonly tasks: readonly DecisionTask[]
}

/** Takes one decision and goes on to the next of the list, or says why not with everything kept. */
export async function decideOne({ page, actor, request, address, tasks }: Deciding) {
  const { house, visit } = page
  const form = await readForm(request)
  const task = decisionTasks.find((each) => each === textIn(form, 'task') && tasks.includes(each))
  if (task === undefined) throw notFound('request')
  const { view, options } = await readDeciding(page, actor, textIn(form, 'number'), task)
  const typed: Typed = Object.fromEntries(
    ['choice', 'text', 'unit'].map((name) => [`decide.${name}`, [textIn(form, name)]]),
  )
  const again = (problems: readonly Problem[], status: number, more: Partial<MovesState> = {}) => {
    const state: MovesState = { typed, meant: view.request.number, problems, ...more }
    return showMoves(state, status)
  }
  const chosen = options.find(({ value }) => value === textIn(form, 'choice'))
  if (!chosen) return again([{ field: 'choice', key: 'decide.problem.choice' }], 400)
  const words = textField(chosen.command)
  const fields: Typed = {
    ...chosen.preset,
    ...(words === undefined ? {} : { [words]: [textIn(form, 'text')] }),
    ...(chosen.takesUnit ? { unitCode: [textIn(form, 'unit')] } : {}),
  }
  const onPage = (field: string): string => (field === words ? 'text' : field === 'unitCode' ? 'unit' : '')
  const problemsOf = (refusals: Parameters<typeof problemOfRefusal>[0][]): readonly Problem[] =>
    refusals.map((each) => ({ ...problemOfRefusal(each, visit.language), field: onPage(each.field ?? '') }))
  const reading = house.readCommand(chosen.command, fields)
  if (!reading.ok) return again(problemsOf([...reading.refusals]), 400)
  const seq = Number(form.get('seq'))
  const outcome = await house.execute(actor, view.request.number, reading.command, seq > 0 ? seq : undefined)
  if (outcome.ok) {
    const next = house.parseNumber(textIn(form, 'next'))
    const parameters = new URLSearchParams({ view: textIn(form, 'view'), done: chosen.command })
    if (next !== undefined) parameters.set('number', next)
    throw redirect(`${address}?${parameters.toString()}`)
  }
  if (outcome.refusal.code === 'conflict') {
    const difference = await house.changesSince(actor, view.request.number, seq, visit.language)
    return again([{ field: '', key: 'problem.stale' }], 412, { difference })
  }
  return again(problemsOf([outcome.refusal]), outcome.refusal.code === 'not_permitted' ? 403 : 409)
}
