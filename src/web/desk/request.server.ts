import { type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import type { CommandFormView } from '../command-form-view.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import { listsOf, type LongLists } from '../kit/long-list.tsx'
import { makeMove, showMoves, typedOf, type MovesState } from '../kit/moves.server.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import type { PageContext } from '../page-context.ts'
import type { RevealPurpose } from '../../actions/reveal-identity.ts'
import { viewOf, type RequestData } from './request-data.server.ts'
import { notFound, signedIn } from './staff.server.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

export interface RequestPageData {
  readonly request: RequestData
  readonly forms: readonly CommandFormView[]
  readonly lists: LongLists
  readonly identity: IdentityData
  readonly done: string | null
}

/** Whether identity may be opened here, and for what. */
export interface IdentityData {
  readonly isKept: boolean
  readonly mayReveal: boolean
  readonly purposes: readonly RevealPurpose[]
}

export interface RequestState extends MovesState {
  readonly revealed?: Readonly<Partial<Record<'name' | 'phone' | 'email' | 'door' | 'ownWords', string>>> | null
}

/** A request that the actor may not see is answered as one that does not exist. */
async function opened(page: PageContext, actor: Actor, typedNumber: string) {
  const { house } = page
  const number = house.parseNumber(typedNumber)
  const view = number === undefined ? undefined : await house.requestView(number)
  if (!view || !house.canRead(actor, 'matter', view.request)) throw notFound('request')
  return view
}

export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<RequestPageData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const view = await opened(page, actor, params['number'] ?? '')
  const entries = house.canRead(actor, 'journal', view.request) ? await house.timeline(view.request.number) : []
  const forms = house.openForms(actor, view.request, visit.language)
  return {
    request: viewOf(view, entries, actor, page),
    forms,
    lists: Object.fromEntries(listsOf(forms).map((list) => [list, house.longList(list, visit.language)])),
    identity: {
      isKept: view.request.confidentiality !== 'anonymous',
      mayReveal: house.canRead(actor, 'identity', view.request),
      purposes: house.revealPurposes,
    },
    done: new URL(request.url).searchParams.get('done'),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  const view = await opened(page, actor, params['number'] ?? '')
  const { number } = view.request
  const form = await readForm(request)
  const typed = typedOf(form)
  const command = textIn(form, 'command')
  if (form.has(keepField) || command === '') return showMoves({ typed, meant: '', problems: [] }, 200)
  if (command === 'reveal') return reveal(form, page, actor, number)
  if (!house.isCommandName(command)) return showMoves({ typed, meant: '', problems: [] }, 400)
  return makeMove({ form, context: page, actor, number, command, then: `/staff/requests/${number}` })
}

async function reveal(form: URLSearchParams, { house, visit }: PageContext, actor: Actor, number: string) {
  const typed = typedOf(form)
  const purpose = typed['identity.purpose']?.[0] ?? ''
  if (!house.isRevealPurpose(purpose)) {
    return showMoves(
      { typed, meant: 'identity', problems: [{ field: 'identity.purpose', key: 'problem.choice' }] },
      400,
    )
  }
  const revealed = await house.reveal(actor, number, purpose)
  if (!revealed.ok) {
    const problem = problemOfRefusal(revealed.refusal, visit.language)
    return showMoves({ typed, meant: 'identity', problems: [problem] }, 403)
  }
  const state: RequestState = { typed, meant: '', problems: [], revealed: revealed.identity }
  return showMoves(state, 200)
}
