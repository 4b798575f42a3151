import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { fileAnswer, noFile } from './answer.server.ts'

/** A paper has no small picture of its own. */
const paperSheet = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120"><rect width="160" height="120" fill="#eef1f6"/><path d="M52 14h38l20 20v72H52z" fill="#fff" stroke="#7b8497" stroke-width="3"/><path d="M90 14v20h20M62 52h38M62 66h38M62 80h26" fill="none" stroke="#7b8497" stroke-width="3"/></svg>',
)

/** The small picture of a file that waits: for whoever has its key, which nobody can guess. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const { house } = context.get(pageContext)
  const key = /^[0-9a-f]{48}$/.exec(params['key'] ?? '')?.[0]
  const thumb = key === undefined ? undefined : await house.stagedThumb(key)
  if (key === undefined) return noFile()
  const tag = key.slice(0, 16)
  if (thumb) return fileAnswer(request, thumb, { type: 'image/webp', name: 'photo.webp', tag })
  if ((await house.knownFiles([key])).length === 0) return noFile()
  return fileAnswer(request, paperSheet, { type: 'image/svg+xml', name: 'paper.svg', tag: `${tag}-paper` })
}
