import { trackedRequest } from '../../actions/tracked.ts'
import { canRead, overseesAll } from '../../core/permission/can-read.ts'
import { withoutRecused } from '../../core/permission/recusal.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { commandFields } from '../../core/work-order/fields.ts'
import { openMoves } from '../../core/work-order/open-moves.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import { requestStates, type RequestState } from '../../core/work-order/states.ts'
import { urgencyLevels, type UrgencyLevel } from '../../core/deadline/terms.ts'
import { readCursor } from '../../store/read/cursor.ts'
import { queue } from '../../store/read/queue.ts'
import { requestView } from '../../store/read/request-view.ts'
import { forRequester, timeline, withoutRatings } from '../../store/read/timeline.ts'
import type { Tracked } from '../../store/read/track.ts'
import { problem, refusedWith, type Answer, type Problem, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { readNumber } from '../number-in-path.ts'
import { etagOf, presentView, withTimes } from '../present.ts'
import type { Call, Route } from '../route.ts'
import { choicesOf } from '../choices.ts'
import { resourceOf } from './commands.ts'

const limitUsual = 50
const limitMost = 200

export const requestRoutes = (api: Api): readonly Route[] => [
  {
    method: 'GET',
    path: '/requests',
    name: 'listQueue',
    summary: 'The open work of your role and unit, most urgent first; go on with `next` as cursor',
    caller: 'staff',
    query: ['state', 'level', 'service', 'area', 'unit', 'task', 'cursor', 'limit'],
    answers: 200,
    run: (call) => listQueue(api, call),
  },
  {
    method: 'GET',
    path: '/requests/:number',
    name: 'readRequest',
    summary:
      'One request: for staff what their role may read, for its requester (header Access-Code) what concerns them',
    caller: 'staff_or_requester',
    answers: 200,
    run: (call) => readRequest(api, call),
  },
  {
    method: 'GET',
    path: '/requests/:number/timeline',
    name: 'readTimeline',
    summary: 'What happened to a request, in order, with its words',
    caller: 'staff_or_requester',
    answers: 200,
    run: (call) => readTimeline(api, call),
  },
  {
    method: 'GET',
    path: '/requests/:number/moves',
    name: 'listMoves',
    summary: 'The commands that are open to you on a request, with their fields and choices',
    caller: 'staff_or_requester',
    answers: 200,
    run: (call) => listMoves(api, call),
  },
]

async function listQueue(api: Api, { actor, query }: Call): Promise<Reply> {
  if (!actor) throw new Error('a queue without an actor')
  const { rulebook, clock } = api.app
  const unit = overseesAll(actor, rulebook) ? undefined : actor.unit
  const after = query['cursor'] === undefined ? undefined : readCursor(query['cursor'])
  const limit = query['limit'] === undefined ? limitUsual : Number(query['limit'])
  const fault = filterFault(query, after !== undefined, limit)
  if (fault) return problem('invalid_filter', { more: { filter: fault } })
  const headers = { 'page-limit': String(Math.min(limit, limitMost)) }
  if (query['unit'] !== undefined && actor.unit === undefined)
    return problem('invalid_filter', { more: { filter: 'unit' } })
  // Another unit's work is not a queue of yours: it is empty, and nothing tells why.
  if (query['unit'] !== undefined && query['unit'] !== actor.unit)
    return { status: 200, json: { requests: [], next: null }, headers }
  const page = await queue(api.database, {
    role: actor.role,
    unit,
    now: clock.now(),
    state: query['state'] as RequestState | undefined,
    level: query['level'] as UrgencyLevel | undefined,
    serviceCode: query['service'],
    areaCode: query['area'],
    task: query['task'],
    after,
    limit: Math.min(limit, limitMost),
  })
  return { status: 200, json: { requests: withTimes(withoutRecused(actor, page.rows)), next: page.next }, headers }
}

function filterFault(query: Call['query'], hasCursor: boolean, limit: number): string | undefined {
  if (query['cursor'] !== undefined && !hasCursor) return 'cursor'
  if (!Number.isInteger(limit) || limit < 1) return 'limit'
  if (query['state'] !== undefined && !(requestStates as readonly string[]).includes(query['state'])) return 'state'
  if (query['level'] !== undefined && !(urgencyLevels as readonly string[]).includes(query['level'])) return 'level'
  return ['service', 'area', 'unit', 'task'].find(
    (name) => query[name] !== undefined && !/^[\w.:-]{1,80}$/.test(query[name]),
  )
}

async function readRequest(api: Api, { actor, language, param }: Call): Promise<Reply> {
  if (!actor) throw new Error('a reader without a name')
  const number = readNumber(param('number'))
  if (typeof number === 'object') return number
  if (actor.role === 'requester') return trackedAnswer(await trackedRequest(api.app, number))
  const view = await requestView(api.app.store, number)
  if (!view || !canRead(actor, 'matter', view.request, api.app.rulebook)) return notFound
  const json = presentView(view, actor, api.app.rulebook, language)
  return { status: 200, json, headers: { etag: etagOf(view.request.seq) } }
}

const notFound = refusedWith([{ code: 'request_not_found' }])

export const trackedAnswer = (tracked: Tracked | undefined): Answer | Problem =>
  tracked ? { status: 200, json: withTimes(tracked), headers: { etag: etagOf(tracked.seq) } } : notFound

async function readTimeline(api: Api, { actor, param }: Call): Promise<Reply> {
  const found = await visibleRequest(api, actor, param('number'))
  if ('problem' in found) return found
  const { request, reader } = found
  const { rulebook } = api.app
  if (!canRead(reader, 'journal', request, rulebook)) return refusedWith([{ code: 'not_permitted' }])
  const all = await timeline(api.database, request.number)
  const ratings = canRead(reader, 'callback', request, rulebook)
  const entries = reader.role === 'requester' ? forRequester(all) : ratings ? all : withoutRatings(all)
  return { status: 200, json: { entries: withTimes(entries) }, headers: { etag: etagOf(request.seq) } }
}

async function listMoves(api: Api, { actor, param }: Call): Promise<Reply> {
  const found = await visibleRequest(api, actor, param('number'))
  if ('problem' in found) return found
  const { request, reader } = found
  const { rulebook } = api.app
  const moves = openMoves(reader, request, rulebook, api.app.clock.now()).map(({ command, to, basis }) => ({
    command,
    resource: `${api.basePath}/requests/${request.number}/${resourceOf(command)}`,
    to,
    basis,
    fields: Object.entries(commandFields[command]).map(([name, field]) => ({
      name,
      ...field,
      ...choicesOf(field, rulebook.pack),
    })),
  }))
  return { status: 200, json: { state: request.state, moves }, headers: { etag: etagOf(request.seq) } }
}

interface Found {
  readonly request: ServiceRequest
  readonly reader: Actor
}

async function visibleRequest(api: Api, actor: Actor | undefined, text: string): Promise<Found | Problem> {
  if (!actor) throw new Error('a reader without a name')
  const number = readNumber(text)
  if (typeof number === 'object') return number
  const loaded = await api.app.store.load(number)
  if (!loaded || !canRead(actor, 'matter', loaded.request, api.app.rulebook)) return notFound
  return { request: loaded.request, reader: actor }
}
