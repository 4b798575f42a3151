import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import type { EventType } from '../../core/work-order/events.ts'
import { isSettled, type RequestDisposition, type RequestState } from '../../core/work-order/states.ts'
import type { CommandFormView } from '../command-form-view.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import { makeMove, showMoves, typedOf, type MovesState } from '../kit/moves.server.ts'
import { photosField } from '../kit/photo-names.ts'
import type { Problem } from '../kit/problems.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import type { NoticeView } from '../house/notices.ts'
import type { OpenedRequest, PageContext } from '../page-context.ts'
import type { LookTaken } from '../../store/read/who-looked.ts'
import { receiptProof } from '../verify/receipt-proof.server.ts'
import type { ReceiptProofProps } from '../verify/receipt-proof.tsx'
import { codeTyped } from './code-typed.ts'
import { progressOf, type ProgressStep } from './progress.ts'
import { filesMost } from '../../core/work-order/attachment.ts'
import { photoData, type PhotoData } from '../kit/photos.tsx'
import { textIn } from '../kit/read-form.server.ts'
import { readUpload, type Upload } from '../kit/read-upload.server.ts'

export interface TrackedData {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly disposition: RequestDisposition | null
  readonly matter: string
  readonly place: string
  readonly area: string
  readonly service: string
  readonly unit: string
  readonly isMerged: boolean
  readonly isSettled: boolean
  readonly registeredAt: Instant
  readonly steps: readonly ProgressStep[]
  /** What a redirected requester is told, and where to turn. */
  readonly redirect: { readonly message: string; readonly route: string } | null
  readonly entries: readonly TrackedEntry[]
  readonly photos: readonly PhotoData[]
  readonly mayAddPhotos: boolean
  readonly forms: readonly CommandFormView[]
  readonly formKey: string
  readonly told: { readonly notices: readonly NoticeView[]; readonly wanted: boolean; readonly leave: boolean }
  readonly looks: readonly LookView[]
  readonly isAnonymous: boolean
  /** The signed receipt of the filing, with its proof once it is sealed; null where nobody gives any. */
  readonly receipt: ReceiptProofProps | null
  readonly done: string | null
}

/** A look at the requester's details: a role of a unit, never a person. */
export interface LookView extends Omit<LookTaken, 'unit'> {
  readonly unit: string
}

/** The cookie has run out in the middle of a form: what was typed, to be sent with the code once more. */
export interface Expired {
  readonly kind: 'expired'
  readonly number: string
  readonly fields: readonly (readonly [string, string])[]
  readonly problems: readonly Problem[]
}

export interface TrackedEntry {
  readonly seq: number
  readonly at: Instant
  readonly type: EventType
  readonly unit: string
  readonly texts: readonly string[]
}

const requesterOf = (number: string): Actor => ({ id: 'requester', role: 'requester', requestNumber: number })

/** The request that the cookie opens; without one, back to the door. */
async function opened(context: PageContext): Promise<OpenedRequest> {
  const { house, visit } = context
  if (!visit.opened) throw redirect('/track')
  const access = await house.openTracking(visit.opened)
  if (!access.ok) throw redirect('/track', { headers: { 'set-cookie': visit.openedCookie(null) } })
  return visit.opened
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<TrackedData> {
  const { house, visit } = context.get(pageContext)
  const { number } = await opened(context.get(pageContext))
  const [tracked, view, told, receipt] = await Promise.all([
    house.tracked(number),
    house.requestView(number),
    house.noticesToRequester(number, visit.language),
    receiptProof(house.journal, number, request.url),
  ])
  if (!tracked || !view) throw redirect('/track', { headers: { 'set-cookie': visit.openedCookie(null) } })
  const mayKnow = house.canRead(requesterOf(number), 'access_records', view.request)
  const looks = mayKnow ? await house.whoLooked(number) : []
  const unitName = (code: string | null): string => house.unitName(code, visit.language)
  return {
    number,
    seq: tracked.seq,
    state: tracked.state,
    disposition: tracked.disposition,
    matter: tracked.matter,
    place: tracked.place,
    area: house.areaName(tracked.areaCode, visit.language),
    service: house.serviceName(view.request, visit.language),
    unit: unitName(tracked.unit),
    isMerged: tracked.merged,
    isSettled: isSettled(tracked.state),
    registeredAt: tracked.registeredAt,
    steps: progressOf(tracked, view.request),
    redirect: house.redirectWords(view.request, visit.language),
    entries: tracked.entries.map(({ seq, at, type, unit, texts }) => ({
      seq,
      at,
      type,
      unit: unitName(unit),
      texts: type === 'registered' ? [] : Object.values(texts),
    })),
    photos: photoData(house.attachmentsOf(requesterOf(number), view.request), unitName),
    mayAddPhotos: !isSettled(tracked.state),
    forms: house.openForms(requesterOf(number), view.request, visit.language),
    formKey: house.newKey(),
    told: { ...told, leave: house.noticesLeave },
    looks: looks.map((look) => ({ ...look, unit: unitName(look.unit) })),
    isAnonymous: view.request.confidentiality === 'anonymous',
    receipt,
    done: new URL(request.url).searchParams.get('done'),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const upload = await readUpload(request, page, { most: filesMost.citizen, showsTooLong: true })
  const { form, photos } = upload
  if (form.has('leave')) return leave(page)
  const access = await stillOpen(form, page)
  if (upload.isTooLong) return tooLong(form, visit)
  const typed = typedOf(form)
  const command = textIn(form, 'command')
  if (form.has(keepField) || upload.isAboutPhotos || command === '')
    return showPhotos({ typed, meant: '', problems: upload.problems, photos }, 200)
  if (command === 'attach') return addPhotos(upload, page, access)
  if (command === 'reopen') return reopen(form, page, access)
  if (!house.isCommandName(command)) return showMoves({ typed, meant: '', problems: [] }, 400)
  return makeMove({
    form,
    context: page,
    actor: requesterOf(access.number),
    number: access.number,
    command,
    then: '/track/request',
  })
}

export interface TrackedState extends MovesState {
  /** Keys of the photos that wait. */
  readonly photos?: readonly string[]
}

/** Who leaves leaves nothing: neither the request nor the area that the home page would tell of. */
function leave({ visit }: PageContext): never {
  const headers = new Headers({ 'set-cookie': visit.openedCookie(null) })
  headers.append('set-cookie', visit.areaCookie(null))
  throw redirect('/track', { headers })
}

/**
 * The request that is open. Where the hour is over, nothing that was typed is lost: the page asks for the
 * code, and what was typed goes along with it. With the code the browser sends the same form once more.
 */
async function stillOpen(form: URLSearchParams, { house, visit }: PageContext): Promise<OpenedRequest> {
  const known = visit.opened && (await house.openTracking(visit.opened)).ok ? visit.opened : null
  if (known) return known
  const number = house.parseNumber(textIn(form, 'number'))
  const code = codeTyped(textIn(form, 'code'))
  if (number !== undefined && code !== undefined) {
    const access = await house.openTracking({ number, code })
    // The same form again, now with the cookie: 307 keeps what it carries.
    if (access.ok)
      throw redirect('/track/request', { status: 307, headers: { 'set-cookie': visit.openedCookie({ number, code }) } })
  }
  const asked = form.has('code')
  form.delete('code')
  throw data(
    {
      kind: 'expired',
      number: number ?? '',
      fields: [...form].filter(([name]) => name !== 'number').map(([name, value]) => [name, value.slice(0, shownMost)]),
      problems: asked ? [{ field: 'code', key: 'problem.unknown-code' }] : [],
    } satisfies Expired,
    { status: 401 },
  )
}

/** As much as is shown again of what is far too long. */
const shownMost = 10_000

function tooLong(form: URLSearchParams, { language }: PageContext['visit']) {
  const typed = typedOf(form)
  const [[field, text] = ['', '']] = Object.entries(typed)
    .map(([name, values]) => [name, values[0] ?? ''] as const)
    .toSorted(([, one], [, other]) => other.length - one.length)
  const short = Object.fromEntries(
    Object.entries(typed).map(([name, values]) => [name, values.map((value) => value.slice(0, shownMost))]),
  )
  const refusal = { code: 'too_long', facts: { limit: 2000, count: text.length } } as const
  const problem = { ...problemOfRefusal(refusal, language), field }
  return showPhotos({ typed: short, meant: field.split('.')[0] ?? '', problems: [problem] }, 413)
}

const showPhotos = (state: TrackedState, status: number) => data(state, { status })

async function addPhotos({ form, photos, problems }: Upload, { house, visit }: PageContext, { number }: OpenedRequest) {
  const again = (more: readonly Problem[], status: number) =>
    showPhotos({ typed: typedOf(form), meant: 'attach', problems: [...problems, ...more], photos }, status)
  if (problems.length > 0) return again([], 400)
  if (photos.length === 0) {
    const missing = problemOfRefusal({ code: 'file_missing' }, visit.language)
    return again([{ ...missing, field: photosField }], 400)
  }
  const outcome = await house.attach(requesterOf(number), number, photos, 'citizen')
  if (outcome.ok) throw redirect('/track/request?done=attach')
  return again([{ ...problemOfRefusal(outcome.refusal, visit.language), field: photosField }], 409)
}

async function reopen(form: URLSearchParams, { house, visit }: PageContext, access: OpenedRequest) {
  const typed = typedOf(form)
  const fact = (typed['reopen.fact']?.[0] ?? '').trim()
  if (fact === '') {
    return showMoves(
      { typed, meant: 'reopen', problems: [{ field: 'reopen.fact', key: 'problem.required.matter' }] },
      400,
    )
  }
  const registered = await house.reopen(access, fact, textIn(form, 'formKey'))
  if (!registered.ok) {
    const problem = problemOfRefusal(registered.refusal, visit.language, 'reopen.')
    return showMoves({ typed, meant: 'reopen', problems: [problem] }, 409)
  }
  const opening = { number: registered.number, code: registered.accessCode }
  throw redirect('/report/done', { headers: { 'set-cookie': visit.openedCookie(opening) } })
}
