import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Typed } from '../../command-form-view.ts'
import { pageContext } from '../../context.ts'
import { keepField } from '../../kit/keep.ts'
import type { LongLists } from '../../kit/long-list.tsx'
import type { Problem } from '../../kit/problems.ts'
import { readForm } from '../../kit/read-form.server.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, signedIn } from '../staff.server.ts'
import { callOf, draftPrefix, type CallValues } from './call-values.ts'
import { fileCall, type FiledCall } from './file-call.server.ts'
import type { CallService } from './suggestions.ts'

/** A call that was begun and not filed. */
export interface CallDraft {
  readonly formKey: string
  readonly updatedAt: number
  readonly values: CallValues
}

export interface ShiftData {
  readonly calls: number
  readonly seconds: number | null
  readonly answered: number
  readonly drafts: number
  readonly last: readonly { readonly number: string; readonly at: number; readonly state: RequestState }[]
}

export interface CallsData {
  readonly formKey: string
  /** Whose drafts these are: what another account left in the same browser is not shown. */
  readonly owner: string
  /** Only where the own calls are answered for: a shift lead registers, and answers nothing directly. */
  readonly mayAnswer: boolean
  readonly drafts: readonly CallDraft[]
  readonly shift: ShiftData
  readonly lists: LongLists
}

/** What a page without script shows again. */
export interface CallsState {
  readonly values: CallValues
  readonly formKey: string
  readonly problems: readonly Problem[]
  readonly found: readonly CallService[] | null
  readonly filed: FiledCall | null
}

const draftsShown = 6

async function callTaker(page: PageContext, request: Request): Promise<Actor> {
  const actor = await signedIn(page, request)
  if (!page.house.mayTakeCalls(actor)) throw forbidden()
  return actor
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<CallsData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await callTaker(page, request)
  const [names, shift] = await Promise.all([house.listDrafts(actor), house.myShift(actor)])
  const drafts = names.filter(({ form }) => form.startsWith(draftPrefix))
  return {
    formKey: house.newKey(),
    owner: actor.id,
    mayAnswer: actor.role === 'intake_agent',
    drafts: await draftsOf(
      page,
      actor,
      drafts.slice(0, draftsShown).map(({ form }) => form),
    ),
    shift: { ...shift, drafts: drafts.length },
    lists: { areas: house.longList('areas', visit.language) },
  }
}

async function draftsOf({ house }: PageContext, actor: Actor, forms: readonly string[]): Promise<readonly CallDraft[]> {
  const loaded = await Promise.all(forms.map((form) => house.loadDraft(actor, form)))
  return loaded.flatMap((draft) => {
    const formKey = draft?.fields['formKey']?.[0]
    return draft && formKey ? [{ formKey, updatedAt: draft.updatedAt, values: callOf(draft.fields) }] : []
  })
}

/** The form as it is sent before the page has come alive, or without script. */
export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await callTaker(page, request)
  const form = await readForm(request)
  const typed = typedFields(form)
  const values = callOf(typed)
  const formKey = typed['formKey']?.[0] ?? ''
  const show = (more: Partial<CallsState>, status = 200) =>
    data({ values, formKey, problems: [], found: null, filed: null, ...more } satisfies CallsState, { status })
  const found = values.matter.trim() === '' ? null : house.findServices(values.matter, visit.language)
  if (form.has(keepField)) return show({})
  // Enter in a field presses the first button: it never registers by accident.
  const go = form.get('go')
  if (go !== 'register' && go !== 'answer') return show({ found })
  const filed = await fileCall(page, actor, typed)
  if (!filed.ok) return show({ problems: filed.problems, found }, filed.status)
  return show({ values: callOf({}), formKey: house.newKey(), filed })
}

export function typedFields(form: URLSearchParams): Typed {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of form) (typed[name] ??= []).push(value)
  return typed
}
