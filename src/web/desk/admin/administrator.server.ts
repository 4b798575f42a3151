import type { Actor } from '../../../core/permission/roles.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, signedIn } from '../staff.server.ts'

/** The system administrator who is signed in; to everybody else these pages are closed. */
export async function administrator(page: PageContext, request: Request): Promise<Actor> {
  const actor = await signedIn(page, request)
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer as the page's
  if (actor.role !== 'system_admin') throw forbidden()
  return actor
}
