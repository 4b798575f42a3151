import type { Api } from '../api.ts'
import type { Route } from '../route.ts'

/** Changes as they happen, as server-sent events: what changed, never what it says. */
export const eventsRoute = (api: Api): Route => ({
  method: 'GET',
  path: '/events',
  name: 'listenToChanges',
  summary: 'Changes of requests that you may see, as server-sent events; after a break go on with Last-Event-ID',
  caller: 'staff',
  answers: 200,
  accepts: 'text/event-stream',
  run: ({ actor, header, outgoing }) => {
    if (!actor) throw new Error('a stream without a reader')
    const token = header('authorization')?.slice('bearer '.length) ?? ''
    const lastId = header('last-event-id')
    return api.streams.open({ actor, pass: { kind: 'token', token }, lastId, isPage: false, outgoing })
  },
})
