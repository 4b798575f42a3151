import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import type { Store } from '../store.ts'

/** A request with the words that its readers work with. Identity is not part of it. */
export interface RequestView {
  readonly request: ServiceRequest
  readonly title: string
  readonly matter: string
  readonly place: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly language: string
}

interface Words {
  readonly title: string | null
  readonly matter: string | null
  readonly place: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly language: string
}

const wordsStatement = `select r.latitude, r.longitude, r.language,
  (select body from event_text where number = r.number and seq = 1 and name = 'title') as title,
  (select body from event_text where number = r.number and seq = 1 and name = 'matter') as matter,
  (select body from event_text where number = r.number and seq = 1 and name = 'place') as place
from service_request r where r.number = $1`

/** One request; undefined where there is none. Whether the reader may see it is the caller's question (`canRead`). */
export async function requestView(
  store: Pick<Store, 'database' | 'load'>,
  number: string,
): Promise<RequestView | undefined> {
  const [loaded, words] = await Promise.all([
    store.load(number),
    store.database.query<Words>({ name: 'request_words', text: wordsStatement, values: [number] }),
  ])
  const [row] = words.rows
  if (!loaded || !row) return undefined
  return {
    request: loaded.request,
    title: row.title ?? '',
    matter: row.matter ?? '',
    place: row.place ?? '',
    latitude: row.latitude,
    longitude: row.longitude,
    language: row.language,
  }
}
