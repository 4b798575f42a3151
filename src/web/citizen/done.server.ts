import type { LoaderFunctionArgs } from 'react-router'
import type { Instant } from '../../core/time.ts'
import { pageContext } from '../context.ts'

export interface DoneData {
  readonly number: string
  readonly code: string
  readonly dispatchBy: Instant | null
}

/** What was just filed, from the cookie that the filing left: a refresh shows it again and files nothing. */
export async function loader({ context }: LoaderFunctionArgs): Promise<DoneData | null> {
  const { house, visit } = context.get(pageContext)
  const { opened } = visit
  if (!opened) return null
  const access = await house.openTracking(opened)
  if (!access.ok) return null
  const view = await house.requestView(opened.number)
  return view ? { ...opened, dispatchBy: view.request.dispatchDueAt } : null
}
