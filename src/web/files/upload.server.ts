import type { ActionFunctionArgs } from 'react-router'
import type { Staged } from '../../actions/stage-file.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { refuse, type Refused } from '../../core/refusal.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import { fileBytesMost } from '../../core/work-order/attachment.ts'
import { pageContext } from '../context.ts'
import { photosField, stagedThumbPath } from '../kit/photo-names.ts'
import type { PageHouse } from '../page-context.ts'
import { collectParts, type Collected, type SentFile } from '../request/collect-parts.ts'
import { uploadRoom } from '../request/upload-room.ts'

/** What a page that lives in the browser gets for a file that it sent. */
export type UploadAnswer =
  { readonly key: string; readonly thumb: string | null } | { readonly code: string; readonly problem: string }

const statuses: Readonly<Record<string, number>> = {
  file_too_large: 413,
  file_type: 415,
  heic_picture: 415,
  files_busy: 429,
}

/** Read to its end, though not kept, so that a browser hears why: one that is cut off hears nothing. */
const bodyBytesMost = 64 * 1024 * 1024

/** One file, as the bytes of the body: taken in as soon as it was chosen, long before its form is sent. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  const file = collectParts(uploadRoom, { textBytes: 0, fileBytes: fileBytesMost, bodyBytes: bodyBytesMost })
  try {
    const staged = await stage(await fileOf(request, file), house, await visit.staff())
    return answerOf(staged, visit.language)
  } finally {
    file.release()
  }
}

function answerOf(staged: Staged | Refused, language: string): Response {
  if (staged.ok) {
    const thumb = staged.mediaType === 'application/pdf' ? null : stagedThumbPath(staged.key)
    return Response.json({ key: staged.key, thumb } satisfies UploadAnswer, { status: 201 })
  }
  const { refusal } = staged
  const problem = sentencesOf(refusal, language).detail
  const status = statuses[refusal.code] ?? 422
  return Response.json({ code: refusal.code, problem } satisfies UploadAnswer, { status })
}

async function stage({ bytes, fault }: SentFile, house: PageHouse, sender: Actor | null): Promise<Staged | Refused> {
  if (bytes) return house.stageFile(bytes, sender)
  return fault === 'files_busy'
    ? refuse(fault)
    : refuse('file_too_large', { facts: { limit: fileBytesMost / 1024 ** 2 } })
}

/** The whole body is the file. */
async function fileOf(request: Request, { sink, files, isEnough }: Collected): Promise<SentFile> {
  sink.begin({ name: photosField, fileName: 'body' })
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    sink.take(Buffer.from(chunk))
    if (isEnough()) break
  }
  sink.end()
  return files[0] ?? { bytes: null, fault: 'file_too_large' }
}
