import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createStaffAccess } from '../src/actions/staff-access.ts'
import { createApi } from '../src/http/create-api.ts'
import { createLive } from '../src/http/live/create-live.ts'
import { createEventStreams } from '../src/http/live/event-streams.ts'
import { serverOptions } from '../src/http/server-options.ts'
import { callbackDue } from '../src/jobs/reconcile/callback-due.ts'
import { openBenchHouse } from './support/bench-house.ts'

/**
 * The API as `npm start` serves it, in a process of its own, without pages and without the worker. So
 * that lifecycles can end, one reconciler of the worker runs here by itself: the one that opens callbacks.
 */
const { values } = parseArgs({ options: { data: { type: 'string' } } })
const house = await openBenchHouse(values.data ?? '')
const hono = new Hono()
const { app, database } = house
const onFault = (error: unknown): void => console.error(error)
const access = createStaffAccess(app)
const streams = createEventStreams({ app, database, access, onFault })
hono.route('/api/v1', createApi({ app, database, access, streams, onFault }))
hono.route('/', createLive({ app, access, streams, onFault }))
const server = createServer(serverOptions, getRequestListener(hono.fetch, { overrideGlobalObjects: false }))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`ready ${typeof address === 'object' ? address?.port : ''}`)
})

let stopping = false
const opening = openCallbacks()
async function openCallbacks(): Promise<void> {
  while (!stopping) {
    const opened = await callbackDue(house.app, 500).catch((error: unknown) => (console.error(error), 0))
    await pause(opened > 0 ? 20 : 100)
  }
}

process.on('SIGTERM', () => {
  stopping = true
  server.closeAllConnections()
  server.close()
  void opening.then(() => house.close()).then(() => process.exit(0))
})
