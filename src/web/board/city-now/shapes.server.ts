import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'

/** Shapes of the pack's areas, where it has them: they change with the pack alone. */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { cityShapes } = context.get(pageContext).house
  if (cityShapes === null) return new Response(null, { status: 404 })
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=3600' }
  return new Response(cityShapes.geoJson, { headers })
}
