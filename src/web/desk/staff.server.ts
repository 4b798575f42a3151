import { data, redirect } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import type { PageContext } from '../page-context.ts'

/** Who is signed in; anybody else is sent to the door, and back here afterwards. */
export async function signedIn(context: PageContext, request: Request): Promise<Actor> {
  const actor = await context.visit.staff()
  if (actor) return actor
  const url = new URL(request.url)
  const then = request.method === 'GET' ? url.pathname + url.search : url.pathname
  const ended = context.visit.hadSession ? '&ended=1' : ''
  throw redirect(`/staff/sign-in?then=${encodeURIComponent(then)}${ended}`)
}

/** Only addresses of our own staff pages: a sign-in must not lead to somebody else's site. */
export const ownAddress = (then: string | null): string =>
  then !== null && /^\/staff(?:[/?][\w\-/?=&.%]*)?$/.test(then) ? then : '/staff'

export const notFound = (note: string) => data(note, { status: 404 })
export const forbidden = () => data(null, { status: 403 })
