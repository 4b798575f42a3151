import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Role } from '../../core/permission/roles.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import type { Problem } from '../kit/problems.ts'
import { ownAddress } from './staff.server.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

export interface SignInData {
  readonly then: string
  readonly hasEnded: boolean
  readonly demo: readonly { readonly role: Role; readonly unit: string }[]
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<SignInData> {
  const { house, visit } = context.get(pageContext)
  const { searchParams } = new URL(request.url)
  const then = ownAddress(searchParams.get('then'))
  if (await visit.staff()) throw redirect(then)
  const demo = house.demoAccounts.map(({ role, unit }) => ({ role, unit: house.unitName(unit, visit.language) }))
  return { then, hasEnded: searchParams.has('ended'), demo }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const again = (problems: readonly Problem[], status: number) => data({ problems }, { status })
  if (form.has(keepField)) return again([], 200)
  const account = house.demoAccounts[Number(form.get('account') ?? Number.NaN)]
  const token = account?.token ?? textIn(form, 'token').trim()
  const session = token === '' || token.length > 200 ? undefined : await house.signIn(token)
  if (!session?.ok) return again([{ field: 'token', key: 'problem.sign-in' }], 403)
  const then = ownAddress(textIn(form, 'then'))
  throw redirect(then, { headers: { 'set-cookie': visit.sessionCookie(session.secret) } })
}
