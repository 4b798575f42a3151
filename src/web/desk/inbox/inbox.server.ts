import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import type { InboxView, UnitContactView } from '../../house/notices.ts'
import type { Problem } from '../../kit/problems.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import { signedIn } from '../staff.server.ts'

export interface InboxData {
  /** Null for a role without an inbox. */
  readonly inbox: InboxView | null
  readonly contact: UnitContactView | null
  readonly noticesLeave: boolean
  readonly isFirst: boolean
  readonly done: string | null
}

export interface ContactState {
  readonly contact: UnitContactView
  readonly problems: readonly Problem[]
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<InboxData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const { searchParams } = new URL(request.url)
  const after = searchParams.get('after')
  const [inbox, contact] = await Promise.all([house.inbox(actor, after, visit.language), house.contactOfUnit(actor)])
  return { inbox, contact, noticesLeave: house.noticesLeave, isFirst: after === null, done: searchParams.get('done') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const form = await readForm(request)
  if (form.get('do') === 'contact') {
    const typed = {
      email: textIn(form, 'email').trim().slice(0, 254),
      phone: textIn(form, 'phone').trim().slice(0, 60),
      sent: form.getAll('sent'),
    }
    const refusal = await house.changeContact(actor, typed)
    if (!refusal) throw redirect('/staff/inbox?done=contact')
    const before = await house.contactOfUnit(actor)
    if (!before) throw data(null, { status: 403 })
    const kinds = before.kinds.map(({ kind }) => ({ kind, isSent: typed.sent.includes(kind) }))
    const problems = [problemOfRefusal(refusal, visit.language)]
    return data({ contact: { email: typed.email, phone: typed.phone, kinds }, problems } satisfies ContactState, {
      status: refusal.code === 'not_permitted' ? 403 : 400,
    })
  }
  // Up to the newest that was on the page, so that what came meanwhile stays new.
  await house.markInboxRead(actor, Number(form.get('upTo') ?? Number.NaN))
  throw redirect('/staff/inbox?done=read')
}
