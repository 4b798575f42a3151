import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'
import type { UnitChoice } from '../../house/dispatch-doors.ts'
import { dispatcher } from './dispatcher.server.ts'

/** Services that the typed words may mean. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<readonly UnitChoice[]> {
  const page = context.get(pageContext)
  await dispatcher(page, request)
  const words = new URL(request.url).searchParams.get('q') ?? ''
  return page.house.findServices(words.slice(0, 60), page.visit.language)
}
