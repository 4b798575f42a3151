import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import type { PageContext } from '../page-context.ts'
import { readForm } from '../kit/read-form.server.ts'

export interface StopData {
  /** Null where the link is none of ours. */
  readonly number: string | null
}

export interface StopState {
  readonly wanted: boolean
}

interface Link {
  readonly number: string
  readonly token: string
}

function linkOf(request: Request, { house }: PageContext): Link | undefined {
  const { searchParams } = new URL(request.url)
  const number = house.parseNumber((searchParams.get('number') ?? '').slice(0, 40))
  const token = (searchParams.get('token') ?? '').slice(0, 60)
  return number !== undefined && house.isNoticeLink(number, token) ? { number, token } : undefined
}

/** Looking changes nothing: programs that follow every link in a mail turn nobody's notices off. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const number = linkOf(request, context.get(pageContext))?.number ?? null
  return data({ number } satisfies StopData, { status: number === null ? 404 : 200 })
}

/** The button, or the mail program's own (RFC 8058), which sends neither cookie nor our field. */
export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const link = linkOf(request, page)
  const form = await readForm(request)
  if (!link) return data(null, { status: 404 })
  const wanted = form.get('send') === 'all'
  await page.house.wishNoticesByLink(link.number, link.token, wanted)
  return data({ wanted } satisfies StopState)
}
