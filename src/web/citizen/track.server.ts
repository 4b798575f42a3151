import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import type { Problem } from '../kit/problems.ts'
import { codeTyped } from './code-typed.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

export interface TrackState {
  readonly number: string
  readonly code: string
  readonly problems: readonly Problem[]
}

export function loader({ request }: LoaderFunctionArgs): { readonly number: string } {
  return { number: new URL(request.url).searchParams.get('number') ?? '' }
}

/** Number and code open the request; they travel on in a cookie, so that no address gives them away. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const typed = { number: textIn(form, 'number').slice(0, 40), code: textIn(form, 'code').slice(0, 40) }
  const again = (problems: readonly Problem[], status = 400) =>
    data({ ...typed, problems } satisfies TrackState, { status })
  if (form.has(keepField)) return again([], 200)
  const number = house.parseNumber(typed.number)
  const code = codeTyped(typed.code)
  const problems: Problem[] = []
  if (number === undefined) problems.push({ field: 'number', key: 'problem.number' })
  if (code === undefined) problems.push({ field: 'code', key: 'problem.code' })
  if (number === undefined || code === undefined) return again(problems)
  const access = await house.openTracking({ number, code })
  if (access.ok) throw redirect('/track/request', { headers: { 'set-cookie': visit.openedCookie({ number, code }) } })
  const { refusal } = access
  if (refusal.code === 'too_many_tries')
    return again([{ ...problemOfRefusal(refusal, visit.language), field: '' }], 429)
  return again([{ field: 'code', key: 'problem.unknown-code' }], 403)
}
