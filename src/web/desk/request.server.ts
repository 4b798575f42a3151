import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import type { CommandFormView, Typed } from '../command-form-view.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import { listsOf, type LongLists } from '../kit/long-list.tsx'
import { makeMove, showMoves, typedOf, type MovesState } from '../kit/moves.server.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import type { PageContext } from '../page-context.ts'
import type { RevealPurpose } from '../../actions/reveal-identity.ts'
import { requestPhotos } from './request-photos.server.ts'
import type { RequestPhotosData } from './request-photos.tsx'
import { viewOf, type RequestData } from './request-data.server.ts'
import { notFound, signedIn } from './staff.server.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

export interface RequestPageData {
  readonly request: RequestData
  readonly forms: readonly CommandFormView[]
  readonly lists: LongLists
  readonly identity: IdentityData
  readonly photos: RequestPhotosData
  readonly done: string | null
  /** What the account had typed here and not sent, with when it was kept. */
  readonly draft: { readonly typed: Typed; readonly updatedAt: number } | null
}

export const draftOfCase = (number: string): string => `case:${number}`

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
  const draft = await house.loadDraft(actor, draftOfCase(view.request.number))
  return {
    request: viewOf(view, entries, actor, page),
    forms,
    lists: Object.fromEntries(listsOf(forms).map((list) => [list, house.longList(list, visit.language)])),
    identity: {
      isKept: view.request.confidentiality !== 'anonymous',
      mayReveal: house.canRead(actor, 'identity', view.request),
      purposes: house.revealPurposes,
    },
    photos: requestPhotos(view.request, actor, page),
    done: new URL(request.url).searchParams.get('done'),
    draft: draft && { typed: draft.fields, updatedAt: draft.updatedAt },
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
  const draft = draftOfCase(number)
  if (command === 'drop') {
    await house.discardDraft(actor, draft)
    throw redirect(`/staff/requests/${number}`)
  }
  if (!house.isCommandName(command)) return showMoves({ typed, meant: '', problems: [] }, 400)
  const then = `/staff/requests/${number}`
  const onDone = (sent: Typed): Promise<void> => keepOthers(page, actor, draft, sent, command)
  return makeMove({ form, context: page, actor, number, command, then, onDone })
}

/** The words of a move that was made are no draft any more; those of others on the same page still are. */
async function keepOthers(page: PageContext, actor: Actor, draft: string, typed: Typed, made: string): Promise<void> {
  const others = Object.entries(typed).filter(
    ([name, values]) => !name.startsWith(`${made}.`) && !name.startsWith('identity.') && values.join('') !== '',
  )
  if (others.length === 0) await page.house.discardDraft(actor, draft)
  else await page.house.saveDraft(actor, draft, Object.fromEntries(others))
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
