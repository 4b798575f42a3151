import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../../core/permission/roles.ts'
import { attachmentKinds, filesMost, type AttachmentKind } from '../../../core/work-order/attachment.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import type { CommandFormView, Typed } from '../../command-form-view.ts'
import { pageContext } from '../../context.ts'
import { listsOf, type LongLists } from '../../kit/long-list.tsx'
import { makeMove, showMoves, typedOf } from '../../kit/moves.server.ts'
import { textIn } from '../../kit/read-form.server.ts'
import { readUpload } from '../../kit/read-upload.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { notFound, signedIn } from '../staff.server.ts'
import { caseOf, historyOf, type CaseData, type CaseState, type HistoryData } from './case-data.server.ts'
import { callFor } from './call.server.ts'
import { closeCase } from './close.server.ts'
import { unitOf } from './unit-of.server.ts'

export interface CasePageData {
  readonly view: CaseData
  readonly forms: readonly CommandFormView[]
  readonly lists: LongLists
  readonly history: readonly HistoryData[]
  readonly terms: CaseTerms
  readonly draft: Typed
  readonly done: CommandName | null
}

/** The figures that the sentences about asking for help need. */
export interface CaseTerms {
  readonly share: number
  readonly minutes: number
  readonly emergency: number
  readonly count: number
  readonly days: number
}

/** A request that the actor may not see is answered as one that does not exist. */
async function opened(page: PageContext, actor: Actor, typedNumber: string) {
  const { house } = page
  const number = house.parseNumber(typedNumber)
  const view = number === undefined ? undefined : await house.requestView(number)
  if (!view || !house.canRead(actor, 'matter', view.request)) throw notFound('request')
  return view
}

export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<CasePageData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const unit = unitOf(actor)
  const view = await opened(page, actor, params['number'] ?? '')
  const { number } = view.request
  const mayReadAll = house.canRead(actor, 'journal', view.request)
  const [entries, history, draft] = await Promise.all([
    mayReadAll ? house.timeline(number) : [],
    actor.role === 'community_worker' ? [] : historyOf(view.request, page, unit),
    house.loadDraft(actor, `case:${number}`),
  ])
  const forms = house.openForms(actor, view.request, visit.language)
  const done = new URL(request.url).searchParams.get('done')
  return {
    view: caseOf(view, entries, actor, page),
    forms,
    lists: Object.fromEntries(listsOf(forms).map((list) => [list, house.longList(list, visit.language)])),
    history,
    terms: termsOf(page),
    draft: draft?.fields ?? {},
    done: done !== null && house.isCommandName(done) ? done : null,
  }
}

function termsOf({ house }: PageContext): CaseTerms {
  const { rules } = house.rulebook.pack
  return {
    share: Math.round(rules.assistShareOfDeadline * 100),
    minutes: rules.whistleAcknowledgeMinutes,
    emergency: rules.whistleEmergencyAcknowledgeMinutes,
    count: rules.extensionMaxCount,
    days: rules.ledgerMaxDays,
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  unitOf(actor)
  const view = await opened(page, actor, params['number'] ?? '')
  const { number } = view.request
  const { form, photos, problems, isAboutPhotos } = await readUpload(request, page, {
    most: filesMost.unit,
    sender: actor,
  })
  const command = textIn(form, 'command')
  const state: CaseState = { typed: typedOf(form), meant: command, problems, photos }
  if (isAboutPhotos || problems.length > 0) return showMoves(state, problems.length > 0 ? 400 : 200)
  const address = `/staff/today/${number}`
  switch (command) {
    case 'call':
    case 'note': {
      const called = await callFor(page, actor, number, command === 'call')
      const shown: CaseState = { ...state, meant: '', photos: [], ...(called ? { called } : {}) }
      return showMoves(shown, 200)
    }
    case 'photos':
      return addPhotos(page, actor, number, state, textIn(form, 'photos.kind'))
    case 'close':
      return closeCase({ page, actor, request: view.request, form, state })
  }
  if (!house.isCommandName(command)) return showMoves({ ...state, problems: [] }, 400)
  const made = await makeMove({ form, context: page, actor, number, command, then: address })
  // A contact that could not be recorded keeps its line open.
  const seq = Number(form.get('seq'))
  const called = { number, seq, identity: null, refused: [], isLooked: false }
  const shown: CaseState = command === 'recordContact' ? { ...made.data, called } : made.data
  return showMoves(shown, made.init?.status ?? 409)
}

async function addPhotos(page: PageContext, actor: Actor, number: string, state: CaseState, typedKind: string) {
  const { house, visit } = page
  const kind = attachmentKinds.find((each): each is AttachmentKind => each === typedKind) ?? 'before'
  if (!state.photos || state.photos.length === 0) {
    return showMoves({ ...state, problems: [{ field: 'photos', key: 'problem.choice' }] }, 400)
  }
  const outcome = await house.attach(actor, number, state.photos, kind)
  if (outcome.ok) throw redirect(`/staff/today/${number}?done=attach`)
  return showMoves({ ...state, problems: [problemOfRefusal(outcome.refusal, visit.language)] }, 409)
}
