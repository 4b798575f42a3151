import type { Outcome } from '../../actions/app.ts'
import { execute } from '../../actions/execute.ts'
import { readAttachment } from '../../actions/read-attachment.ts'
import { stageFile } from '../../actions/stage-file.ts'
import { canRead } from '../../core/permission/can-read.ts'
import { canReadAttachment } from '../../core/permission/can-read-attachment.ts'
import { unitRoles, type Actor } from '../../core/permission/roles.ts'
import { attachmentKinds, kindsFor, type AttachmentKind } from '../../core/work-order/attachment.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import { isProblem, refusedWith, type Problem, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readNumber } from '../number-in-path.ts'
import { readPrecondition } from '../precondition.ts'
import { etagOf, isoTime } from '../present.ts'
import type { Call, Route } from '../route.ts'
import { carriedOut } from './commands.ts'

/** Files of a request: what there is, one more, and the bytes of each. */
export const attachmentRoutes = (api: Api): readonly Route[] => [
  {
    method: 'GET',
    path: '/requests/:number/attachments',
    name: 'listAttachments',
    summary: 'The files of a request that you may see',
    caller: 'staff_or_requester',
    answers: 200,
    run: (call) => list(api, call),
  },
  {
    method: 'POST',
    path: '/requests/:number/attachments',
    name: 'addAttachment',
    summary:
      'Attach one file, sent as the body: JPEG, PNG or WebP up to 8 MB, re-encoded without metadata; from units PDF too. `kind` says what it shows',
    caller: 'staff_or_requester',
    query: ['kind'],
    takes: 'file',
    answers: 200,
    run: (call) => add(api, call),
  },
  {
    method: 'GET',
    path: '/requests/:number/attachments/:ordinal',
    name: 'readAttachment',
    summary: 'The bytes of a file, or with `part=thumb` its small picture',
    caller: 'staff_or_requester',
    query: ['part'],
    accepts: 'image/*',
    answers: 200,
    run: (call) => read(api, call),
  },
]

const notFound = refusedWith([{ code: 'request_not_found' }])
const noFile = refusedWith([{ code: 'file_not_found' }])

interface Seen {
  readonly actor: Actor
  readonly request: ServiceRequest
}

async function seen(api: Api, { actor, param }: Call): Promise<Seen | Problem> {
  if (!actor) throw new Error('a reader without a name')
  const number = readNumber(param('number'))
  if (typeof number === 'object') return number
  const loaded = await api.app.store.load(number)
  if (!loaded || !canRead(actor, 'matter', loaded.request, api.app.rulebook)) return notFound
  return { actor, request: loaded.request }
}

async function list(api: Api, call: Call): Promise<Reply> {
  const found = await seen(api, call)
  if ('problem' in found) return found
  const { actor, request } = found
  const { rulebook } = api.app
  if (!canRead(actor, 'attachments', request, rulebook)) return refusedWith([{ code: 'not_permitted' }])
  const seesUnits = canRead(actor, 'units', request, rulebook)
  const attachments = request.attachments
    .filter((attachment) => canReadAttachment(actor, attachment, request, rulebook))
    .map(({ ordinal, kind, mediaType, bytes, hash, addedAt, unitCode }) => ({
      ordinal,
      kind,
      mediaType,
      bytes,
      hash,
      addedAt: isoTime(addedAt),
      ...(seesUnits ? { unit: unitCode } : {}),
      resource: `${api.basePath}/requests/${request.number}/attachments/${ordinal}`,
    }))
  return { status: 200, json: { attachments }, headers: { etag: etagOf(request.seq) } }
}

async function add(api: Api, call: Call): Promise<Reply> {
  const found = await seen(api, call)
  if ('problem' in found) return found
  const { actor, request } = found
  const { number } = request
  const asked = call.query['kind'] ?? (kindsFor(actor.role).length === 1 ? kindsFor(actor.role)[0] : undefined)
  if (asked === undefined) return refusedWith([{ code: 'required', field: 'kind' }])
  const kind = attachmentKinds.find((each) => each === asked)
  if (kind === undefined) {
    return refusedWith([{ code: 'not_a_choice', field: 'kind', facts: { choices: kindsFor(actor.role).join(', ') } }])
  }
  const precondition = readPrecondition(call.header('if-match'))
  if (isProblem(precondition)) return precondition
  const { ifSeq } = precondition
  return carriedOut(api, call, { actor, number, ifSeq }, () =>
    stageAndAttach(api, call, { actor, number, kind, ifSeq }),
  )
}

interface Sending {
  readonly actor: Actor
  readonly number: string
  readonly kind: AttachmentKind
  readonly ifSeq: number | undefined
}

async function stageAndAttach(api: Api, call: Call, { actor, number, kind, ifSeq }: Sending): Promise<Outcome> {
  const mayBePaper = kind === 'document' && (unitRoles as readonly string[]).includes(actor.role)
  const staged = await stageFile(api.app, call.body?.bytes ?? Buffer.alloc(0), mayBePaper)
  if (!staged.ok) return staged
  return execute(api.app, actor, number, { name: 'attach', input: { files: [staged.key], kind } }, { ifSeq })
}

async function read(api: Api, call: Call): Promise<Reply | Response> {
  const found = await seen(api, call)
  if ('problem' in found) return found
  const ordinal = /^[1-9]\d{0,3}$/.test(call.param('ordinal')) ? Number(call.param('ordinal')) : 0
  const part = call.query['part'] === 'thumb' ? 'thumb' : 'whole'
  const file = await readAttachment(api.app, found.actor, found.request.number, ordinal, part)
  if (!file) return noFile
  const { mediaType, hash } = file.attachment
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': part === 'thumb' ? 'image/webp' : mediaType,
      'content-length': String(file.bytes.length),
      'content-disposition': mediaType === 'application/pdf' ? 'attachment' : 'inline',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${hash}-${part}"`,
    },
  })
}
