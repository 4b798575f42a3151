import { redirect, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { startOf } from './role-pages.ts'
import { signedIn } from './staff.server.ts'

/** `/staff` is wherever the day of the role begins. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const actor = await signedIn(context.get(pageContext), request)
  return redirect(startOf(actor.role))
}
