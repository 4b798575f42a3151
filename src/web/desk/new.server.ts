import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Typed } from '../command-form-view.ts'
import { pageContext } from '../context.ts'
import type { FoundService } from '../house/find-services.ts'
import { keepField } from '../kit/keep.ts'
import type { LongLists } from '../kit/long-list.tsx'
import type { Problem } from '../kit/problems.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import type { PageContext } from '../page-context.ts'
import { forbidden, signedIn } from './staff.server.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

export interface NewData {
  readonly formKey: string
  readonly lists: LongLists
}

export interface NewState {
  readonly typed: Typed
  readonly formKey: string
  readonly problems: readonly Problem[]
  /** Null before anything was searched. */
  readonly found: readonly FoundService[] | null
  readonly registered: { readonly number: string; readonly code: string } | null
}

async function intakeAgent(page: PageContext, request: Request) {
  const actor = await signedIn(page, request)
  if (actor.role !== 'intake_agent') throw forbidden()
  return actor
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<NewData> {
  const page = context.get(pageContext)
  await intakeAgent(page, request)
  return { formKey: page.house.newKey(), lists: { areas: page.house.longList('areas', page.visit.language) } }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await intakeAgent(page, request)
  const form = await readForm(request)
  const typed = everyField(form)
  const formKey = textIn(form, 'formKey')
  const search = typed['search']?.[0] ?? ''
  const found = search.trim() === '' ? null : house.findServices(search, visit.language)
  const show = (more: Partial<NewState>, status = 200) =>
    data({ typed, formKey, problems: [], found, registered: null, ...more } satisfies NewState, { status })
  if (form.has(keepField)) return show({})
  // Enter in a field presses neither button: it never registers by accident.
  if (form.get('go') !== 'register') {
    const words = search.trim() === '' ? (typed['matter']?.[0] ?? '') : search
    return show({ found: house.findServices(words, visit.language) })
  }
  const reading = house.readCall(typed, formKey, visit.language)
  if (!reading.ok)
    return show({ problems: reading.refusals.map((each) => problemOfRefusal(each, visit.language)) }, 400)
  const registered = await house.register(actor, reading.intake)
  if (!registered.ok) return show({ problems: [problemOfRefusal(registered.refusal, visit.language)] }, 409)
  const { number, accessCode } = registered
  return show({ typed: {}, formKey: house.newKey(), found: null, registered: { number, code: accessCode } })
}

function everyField(form: URLSearchParams): Typed {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of form) (typed[name] ??= []).push(value)
  return typed
}
