import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

/**
 * Places that typed words or the phone's position may mean, for the form to offer. Sent in the body, so that
 * no address and no log holds where somebody stands or lives.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const [latitude, longitude] = [Number(form.get('latitude') ?? NaN), Number(form.get('longitude') ?? NaN)]
  if (Number.isFinite(latitude) && Number.isFinite(longitude)) {
    const place = house.placeAt(latitude, longitude, visit.language)
    return Response.json({ isInCity: house.isInCity(latitude, longitude), places: place ? [place] : [] })
  }
  const places = house.placesNamed(textIn(form, 'words'), textIn(form, 'district'), visit.language)
  return Response.json({ isInCity: true, places })
}

/** The picture of the districts, or of one, to point at. */
export function mapLoader({ request, context }: LoaderFunctionArgs): Response {
  const { house, visit } = context.get(pageContext)
  const map = house.areaMap(new URL(request.url).searchParams.get('district') ?? '', visit.language)
  if (map === null) return new Response(null, { status: 404 })
  return new Response(map, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'private, max-age=3600' },
  })
}
