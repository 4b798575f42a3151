import { redirect, type ActionFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { readForm } from '../kit/read-form.server.ts'

/** A bare address leads to the request that it belongs to. */
export const loader = (): never => {
  throw redirect('/track/request')
}

/** Turns e-mails and messages about the tracked request off, or on again. */
export async function action({ request, context }: ActionFunctionArgs): Promise<never> {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const { opened } = visit
  if (!opened) throw redirect('/track')
  const access = await house.openTracking(opened)
  if (!access.ok) throw redirect('/track', { headers: { 'set-cookie': visit.openedCookie(null) } })
  await house.wishNotices(access.actor, access.number, form.get('send') === 'all')
  throw redirect('/track/request?done=notices#notices')
}
