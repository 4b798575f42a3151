import type { ActionFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import { readForm } from '../../kit/read-form.server.ts'
import { typedFields } from './calls.server.ts'
import { fileCall } from './file-call.server.ts'

/** Files a call for a page that is alive: JSON both ways, 401 where the session has ended, so that nothing typed is lost. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const page = context.get(pageContext)
  const actor = await page.visit.staff()
  if (!actor) return Response.json({ ok: false, problems: [] }, { status: 401 })
  if (!page.house.mayTakeCalls(actor)) return Response.json({ ok: false, problems: [] }, { status: 403 })
  const filed = await fileCall(page, actor, typedFields(await readForm(request)))
  return Response.json(filed, { status: filed.ok ? 201 : filed.status })
}
