import type { LoaderFunctionArgs } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import { pageContext } from '../context.ts'
import type { PageContext } from '../page-context.ts'
import { fileAnswer, noFile } from './answer.server.ts'

/**
 * One file of a request, for its requester by the opened request's cookie and for staff by their session.
 * Where there is none and where it is not theirs to see, the answer is the same.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const page = context.get(pageContext)
  const { house } = page
  const number = house.parseNumber(params['number'] ?? '')
  const place = /^[1-9]\d{0,3}$/.exec(params['ordinal'] ?? '')?.[0]
  if (number === undefined || place === undefined) return noFile()
  const part = new URL(request.url).searchParams.has('thumb') ? 'thumb' : 'whole'
  for (const actor of await readers(page, number)) {
    const found = await house.readAttachment(actor, number, Number(place), part)
    if (!found) continue
    const { hash, mediaType } = found.attachment
    const type = part === 'thumb' ? 'image/webp' : mediaType
    const suffix = { 'image/jpeg': 'jpg', 'image/webp': 'webp', 'application/pdf': 'pdf' }[type]
    return fileAnswer(request, found.bytes, { type, name: `${number}-${place}.${suffix}`, tag: `${hash}-${part}` })
  }
  return noFile()
}

/** Somebody may be both: signed in at a desk, with a request of their own open. */
async function readers({ house, visit }: PageContext, number: string): Promise<readonly Actor[]> {
  const staff = await visit.staff()
  const opened = visit.opened?.number === number ? await house.openTracking(visit.opened) : undefined
  return [...(staff ? [staff] : []), ...(opened?.ok ? [opened.actor] : [])]
}
