import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { fileAnswer, noFile } from './answer.server.ts'

/** The small picture of a file that waits: for whoever has its key, which nobody can guess. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const { house } = context.get(pageContext)
  const key = /^[0-9a-f]{48}$/.exec(params['key'] ?? '')?.[0]
  const thumb = key === undefined ? undefined : await house.stagedThumb(key)
  return thumb
    ? fileAnswer(request, thumb, { type: 'image/webp', name: 'photo.webp', tag: String(key).slice(0, 16) })
    : noFile()
}
