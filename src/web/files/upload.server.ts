import type { ActionFunctionArgs } from 'react-router'
import { refuse, type Refused } from '../../core/refusal.ts'
import { sentencesOf } from '../../core/text/refusal-words.ts'
import { fileBytesMost } from '../../core/work-order/attachment.ts'
import { pageContext } from '../context.ts'
import { stagedThumbPath } from '../kit/photo-names.ts'

/** What a page that lives in the browser gets for a file that it sent. */
export type UploadAnswer =
  { readonly key: string; readonly thumb: string | null } | { readonly code: string; readonly problem: string }

const statuses: Readonly<Record<string, number>> = {
  file_too_large: 413,
  file_type: 415,
  heic_picture: 415,
  files_busy: 429,
}

/** One file, as the bytes of the body: taken in as soon as it was chosen, long before its form is sent. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  const bytes = await bytesOf(request)
  const staged = bytes ? await house.stageFile(bytes, await visit.staff()) : tooLarge
  if (staged.ok) {
    const thumb = staged.mediaType === 'application/pdf' ? null : stagedThumbPath(staged.key)
    return Response.json({ key: staged.key, thumb } satisfies UploadAnswer, { status: 201 })
  }
  const { refusal } = staged
  const problem = sentencesOf(refusal, visit.language).detail
  const status = statuses[refusal.code] ?? 422
  return Response.json({ code: refusal.code, problem } satisfies UploadAnswer, { status })
}

const tooLarge: Refused = refuse('file_too_large', { facts: { limit: fileBytesMost / 1024 ** 2 } })

async function bytesOf(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > fileBytesMost) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
