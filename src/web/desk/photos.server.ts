import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { filesMostFor, type AttachmentKind } from '../../core/work-order/attachment.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import { photosField } from '../kit/photo-names.ts'
import type { Problem } from '../kit/problems.ts'
import { readUpload } from '../kit/read-upload.server.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import type { PageContext } from '../page-context.ts'
import { requestPhotos } from './request-photos.server.ts'
import type { RequestPhotosData } from './request-photos.tsx'
import { notFound, signedIn } from './staff.server.ts'

export interface PhotosPageData extends RequestPhotosData {
  /** What the sender may say that they show; empty where nothing may be added. */
  readonly kinds: readonly AttachmentKind[]
  readonly most: number
}

export interface PhotosPageState {
  readonly kind: string
  readonly photos: readonly string[]
  readonly problems: readonly Problem[]
}

async function opened(page: PageContext, request: Request, typedNumber: string) {
  const { house } = page
  const actor = await signedIn(page, request)
  const number = house.parseNumber(typedNumber)
  const view = number === undefined ? undefined : await house.requestView(number)
  if (!view || !house.canRead(actor, 'attachments', view.request)) throw notFound('request')
  return { actor, request: view.request, number: view.request.number }
}

export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<PhotosPageData> {
  const page = context.get(pageContext)
  const found = await opened(page, request, params['number'] ?? '')
  return {
    ...requestPhotos(found.request, found.actor, page),
    kinds: page.house.kindsToAttach(found.actor, found.request),
    most: filesMostFor(found.actor),
  }
}

/** Attaches what was chosen; whatever goes wrong, what was sent already waits on the page. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const { actor, number, request: found } = await opened(page, request, params['number'] ?? '')
  const { form, photos, problems, isAboutPhotos } = await readUpload(request, page, {
    most: filesMostFor(actor),
    sender: actor,
  })
  const kinds = house.kindsToAttach(actor, found)
  const asked = form.get('kind') ?? ''
  const again = (more: readonly Problem[], status: number) =>
    data({ kind: asked, photos, problems: [...problems, ...more] } satisfies PhotosPageState, { status })
  if (form.has(keepField) || isAboutPhotos) return again([], 200)
  const kind = kinds.find((each) => each === asked) ?? (kinds.length === 1 ? kinds[0] : undefined)
  if (kind === undefined) return again([{ field: 'kind', key: 'problem.choice' }], 400)
  if (problems.length > 0) return again([], 400)
  if (photos.length === 0) {
    return again([{ ...problemOfRefusal({ code: 'file_missing' }, visit.language), field: photosField }], 400)
  }
  const outcome = await house.attach(actor, number, photos, kind)
  if (outcome.ok) throw redirect(`/staff/requests/${number}?done=attach`)
  return again([{ ...problemOfRefusal(outcome.refusal, visit.language), field: photosField }], 409)
}
