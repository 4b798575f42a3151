import type { ActionFunctionArgs } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import { sentencesOf } from '../../../core/text/refusal-words.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Command } from '../../../core/work-order/decide.ts'
import { pageContext } from '../../context.ts'
import type { PageContext } from '../../page-context.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'

/** What a dispatcher does from a list, without leaving it. */
export const acts = ['dispatch', 'classify', 'recall', 'merge', 'split', 'redirect', 'decide'] as const
export type Act = (typeof acts)[number]

/** What became of one of the requests that were meant. */
export interface ActResult {
  readonly number: string
  readonly isDone: boolean
  /** The unit that leads now. */
  readonly unit: string
  /** Why it was not done, in words. */
  readonly words: string
  readonly code: string
}

const most = 50

/**
 * Carries an act out on each of the numbers, every one through the one door and only on the state that the list showed
 * (`seq.NUMBER`): what somebody else took meanwhile is left alone.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const page = context.get(pageContext)
  const actor = await page.visit.staff()
  if (!actor) return Response.json([], { status: 401 })
  const form = await readForm(request)
  const act = acts.find((one) => one === form.get('act'))
  if (!act) return Response.json([], { status: 400 })
  const results: ActResult[] = []
  for (const typed of form.getAll('number').slice(0, most)) {
    const number = page.house.parseNumber(typed)
    if (number !== undefined) results.push(await carryOut(page, actor, act, number, form))
  }
  return Response.json(results)
}

async function carryOut(
  { house, visit }: PageContext,
  actor: Actor,
  act: Act,
  number: string,
  form: URLSearchParams,
): Promise<ActResult> {
  let seq: number | undefined = Number(form.get(`seq.${number}`)) || undefined
  const told = (unit: string, refusal?: Refusal): ActResult => ({
    number,
    isDone: refusal === undefined,
    unit,
    words: refusal ? sentencesOf(refusal, visit.language).detail : '',
    code: refusal?.code ?? '',
  })
  let unit = ''
  for (const command of commandsOf(act, form, number)) {
    const outcome = await house.execute(actor, number, command, seq)
    if (!outcome.ok) return told('', outcome.refusal)
    seq = outcome.request.seq
    unit = house.unitName(outcome.request.leadUnit, visit.language)
  }
  return told(unit)
}

/** A service that the dispatcher took over with the unit is settled first. */
function classified(serviceCode: string): readonly Command[] {
  return serviceCode === '' ? [] : [{ name: 'classify', input: { serviceCode } }]
}

function commandsOf(act: Act, form: URLSearchParams, number: string): readonly Command[] {
  const note = textIn(form, 'note').trim()
  const withNote = note === '' ? {} : { note }
  const unitCode = textIn(form, 'unitCode')
  switch (act) {
    case 'dispatch':
      return [
        ...classified(textIn(form, `service.${number}`)),
        { name: 'dispatch', input: unitCode === '' ? withNote : { unitCode, ...withNote } },
      ]
    case 'classify':
      return classified(textIn(form, 'serviceCode'))
    case 'recall':
      return [{ name: 'recallDispatch', input: withNote }]
    case 'merge':
      return [{ name: 'merge', input: { parent: textIn(form, 'parent').replace(/\D/g, ''), ...withNote } }]
    case 'split':
      return [{ name: 'unmerge', input: { note } }]
    case 'redirect':
      return [{ name: 'proposeRedirect', input: { disposition: textIn(form, 'disposition'), ...withNote } }]
    case 'decide':
      return [
        ...(form.get('isConsulted') === '1'
          ? [{ name: 'concludeConsultation', input: { conclusion: note } } as const]
          : []),
        ...classified(textIn(form, `service.${number}`)),
        { name: 'dispatch', input: { unitCode, ...withNote } },
      ]
  }
}
