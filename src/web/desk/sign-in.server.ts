import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import type { Problem } from '../kit/problems.ts'
import { ownAddress } from './staff.server.ts'

export interface SignInData {
  readonly then: string
  readonly hasEnded: boolean
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<SignInData> {
  const { visit } = context.get(pageContext)
  const { searchParams } = new URL(request.url)
  const then = ownAddress(searchParams.get('then'))
  if (await visit.staff()) throw redirect(then)
  return { then, hasEnded: searchParams.has('ended') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { house, visit } = context.get(pageContext)
  const form = await request.formData()
  const again = (problems: readonly Problem[], status: number) => data({ problems }, { status })
  if (form.has(keepField)) return again([], 200)
  const token = String(form.get('token') ?? '').trim()
  const session = token === '' || token.length > 200 ? undefined : await house.signIn(token)
  if (!session?.ok) return again([{ field: 'token', key: 'problem.sign-in' }], 403)
  const then = ownAddress(String(form.get('then') ?? ''))
  throw redirect(then, { headers: { 'set-cookie': visit.sessionCookie(session.secret) } })
}
