import { redirect, type ActionFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { demoSpeeds } from '../kit/demo-speeds.ts'

/** Sets how fast a demo's city lives, and goes back to where it was asked; there is no such address in a city. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { demo } = context.get(pageContext).house
  if (demo === null) return new Response(null, { status: 404 })
  const form = await request.formData()
  const speed = demoSpeeds.find((each) => String(each) === form.get('speed'))
  if (speed !== undefined) demo.setSpeed(speed)
  return redirect(ownPath(form.get('then')))
}

/** Addresses of our own alone: a form must not lead to somebody else's site. */
const ownPath = (then: FormDataEntryValue | null): string =>
  typeof then === 'string' && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(then) ? then : '/'

export const loader = (): Response => new Response(null, { status: 405, headers: { allow: 'POST' } })
