import { redirect, type ActionFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'

export async function action({ context }: ActionFunctionArgs): Promise<never> {
  const { house, visit } = context.get(pageContext)
  if (visit.sessionSecret !== null) await house.signOut(visit.sessionSecret)
  throw redirect('/staff/sign-in', { headers: { 'set-cookie': visit.sessionCookie(null) } })
}

/** Looking at the address changes nothing. */
export const loader = (): Response => redirect('/staff')
