import type { ActionFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

/** Names of the fields that say which draft is meant and what becomes of it; the others are what was typed. */
export const draftField = 'draft'
const discardField = 'discardDraft'

/**
 * Keeps what is being typed, every second and without a page: the form's own fields, with `draft` naming the form.
 * Who is no longer signed in is told so by 401 and keeps typing; the browser holds the words until then.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  const actor = await visit.staff()
  if (!actor) return Response.json({ code: 'unauthenticated' }, { status: 401 })
  const sent = await readForm(request)
  const form = textIn(sent, draftField)
  if (sent.has(discardField)) {
    await house.discardDraft(actor, form)
    return new Response(null, { status: 204 })
  }
  const fields: Record<string, string[]> = {}
  for (const [name, value] of sent) if (name !== draftField) (fields[name] ??= []).push(value)
  const saved = await house.saveDraft(actor, form, fields)
  if (!saved.ok) return Response.json({ code: saved.refusal.code }, { status: 422 })
  return Response.json({ updatedAt: saved.updatedAt })
}
