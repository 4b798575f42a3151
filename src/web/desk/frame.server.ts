import type { LoaderFunctionArgs } from 'react-router'
import type { ActingRole } from '../../core/permission/roles.ts'
import { pageContext } from '../context.ts'
import { signedIn } from './staff.server.ts'

export interface FrameData {
  readonly role: ActingRole
  readonly unit: string
  /** What colleagues see of the account: no name. */
  readonly account: string
}

/** Everybody within the desk is signed in. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<FrameData> {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  return {
    role: actor.role,
    unit: actor.unit === undefined ? '' : page.house.unitName(actor.unit, page.visit.language),
    account: actor.id.slice(-4),
  }
}
