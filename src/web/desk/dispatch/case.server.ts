import { data, type LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import type { DispatchCase } from '../../house/dispatch-doors.ts'
import { dispatcher } from './dispatcher.server.ts'

/** Everything about the request that keys act on now, fetched beside the list. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<DispatchCase> {
  const page = context.get(pageContext)
  await dispatcher(page, request)
  const number = page.house.parseNumber(params['number'] ?? '')
  const found = number === undefined ? undefined : await page.house.dispatchCase(number, page.visit.language)
  if (!found) throw data('request', { status: 404 })
  return found
}
