import { Hono } from 'hono'
import { createOnce } from '../actions/once.ts'
import { createStaffAccess } from '../actions/staff-access.ts'
import { problem } from './answer.ts'
import type { Api, ApiOptions } from './api.ts'
import { createEventStreams } from './live/event-streams.ts'
import { openApiDocument } from './open-api.ts'
import { handlerOf, type Route } from './route.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { articleRoutes } from './routes/articles.ts'
import { cityRoutes } from './routes/city.ts'
import { commandRoutes } from './routes/commands.ts'
import { eventsRoute } from './routes/events.ts'
import { identityRoute } from './routes/identity.ts'
import { intakeRoute } from './routes/intake.ts'
import { noticeRoutes } from './routes/notices.ts'
import { receiptRoutes } from './routes/receipt.ts'
import { requestRoutes } from './routes/requests.ts'
import { scoreRoutes } from './routes/scores.ts'
import { suggestionsRoute } from './routes/suggestions.ts'
import { trackingRoutes } from './routes/tracking.ts'

/** The JSON interface. Main mounts it under `basePath`; tests call it as it is. */
export function createApi(options: ApiOptions): Hono {
  const { app, database, onFault = () => undefined, basePath = '/api/v1' } = options
  const access = options.access ?? createStaffAccess(app)
  const api: Api = {
    app,
    database,
    basePath,
    receiptSecrets: options.receiptSecrets ?? [],
    journal: options.journal ?? null,
    access,
    once: createOnce(app),
    streams: options.streams ?? createEventStreams({ app, database, access, onFault }),
  }
  const hono = new Hono()
  const routes = allRoutes(api)
  for (const route of routes) hono.on(route.method, route.path, handlerOf(api, route, onFault))
  for (const path of new Set(routes.map((route) => route.path))) refuseOtherMethods(hono, api, path, routes, onFault)
  hono.all('*', handlerOf(api, unknown, onFault))
  return hono
}

export function allRoutes(api: Api): readonly Route[] {
  const routes: readonly Route[] = [
    intakeRoute(api),
    ...requestRoutes(api),
    ...trackingRoutes(api),
    ...receiptRoutes(api),
    ...attachmentRoutes(api),
    ...noticeRoutes(api),
    identityRoute(api),
    ...commandRoutes(api),
    ...cityRoutes(api),
    ...scoreRoutes(api),
    ...articleRoutes(api),
    suggestionsRoute(api),
    eventsRoute(api),
  ]
  let document: string | undefined
  const description: Route = {
    method: 'GET',
    path: '/openapi.json',
    name: 'describe',
    summary: 'This description',
    caller: 'anyone',
    answers: 200,
    run: () => ({ status: 200, text: (document ??= JSON.stringify(openApiDocument([...routes, description], api))) }),
  }
  return [...routes, description]
}

/** Anything at an address that is not there. Its method and body do not matter. */
const unknown: Route = {
  method: 'GET',
  path: '*',
  name: 'unknown',
  summary: '',
  caller: 'anyone',
  query: null,
  answers: 404,
  run: () => problem('page_not_found'),
}

function refuseOtherMethods(
  hono: Hono,
  api: Api,
  path: string,
  routes: readonly Route[],
  onFault: (error: unknown) => void,
): void {
  const known = routes.filter((route) => route.path === path).map((route) => route.method)
  const allow = known.includes('GET') ? ['HEAD', ...known].sort().join(', ') : known.join(', ')
  const route: Route = {
    ...unknown,
    path,
    run: () => problem('method_not_allowed', { facts: { known: allow }, headers: { allow } }),
  }
  hono.all(path, handlerOf(api, route, onFault))
}
