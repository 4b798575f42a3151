import type { Actor } from '../../../core/permission/roles.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden, signedIn } from '../staff.server.ts'

/** The pages of dispatch are the dispatchers' own. */
export async function dispatcher(page: PageContext, request: Request): Promise<Actor> {
  const actor = await signedIn(page, request)
  if (actor.role !== 'dispatcher') throw forbidden()
  return actor
}
