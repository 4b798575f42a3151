import { dayOf } from '../../core/calendar/zone.ts'
import { readDay } from '../../core/text/instant-text.ts'
import { refusedWith, type Answer, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import type { Call, Route } from '../route.ts'

/** What the city is made of changes with its pack only: it may be kept for minutes, by anybody. */
const kept = { 'cache-control': 'public, max-age=300' }

/** Catalogue, units and areas: public, in every language of the pack. */
export function cityRoutes(api: Api): readonly Route[] {
  const { pack } = api.app.rulebook
  const texts = new Map<string, string>()
  const once = (key: string, value: () => unknown): Answer => {
    let text = texts.get(key)
    if (text === undefined) texts.set(key, (text = JSON.stringify(value())))
    return { status: 200, text, headers: kept }
  }
  const route = (path: string, name: string, summary: string, run: Route['run'], query?: readonly string[]): Route => ({
    method: 'GET',
    path,
    name,
    summary,
    caller: 'anyone',
    answers: 200,
    run,
    ...(query ? { query } : {}),
  })
  return [
    route(
      '/catalogue',
      'readCatalogue',
      'The three-level catalogue of services in force on a day',
      (call) => catalogue(api, call, once),
      ['on'],
    ),
    route('/units', 'listUnits', 'Handling units as a tree', () => once('units', () => ({ units: pack.units }))),
    route('/areas', 'listAreas', 'Areas as a tree', () => once('areas', () => ({ areas: pack.areas }))),
  ]
}

function catalogue(api: Api, { query }: Call, once: (key: string, value: () => unknown) => Answer): Reply {
  const { rulebook, clock } = api.app
  const read = query['on'] === undefined ? undefined : readDay(query['on'], 'on')
  if (read && !read.ok) return refusedWith([read.refusal])
  const version = rulebook.catalogueOn(read?.day ?? dayOf(clock.now(), rulebook.pack.timeZone))
  return once(`catalogue ${version?.version}`, () => version ?? { classes: [] })
}
