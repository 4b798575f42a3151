import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createStaffAccess } from '../actions/staff-access.ts'
import { createApi } from '../http/create-api.ts'
import { isUnavailable } from '../http/fault.ts'
import { createLive } from '../http/live/create-live.ts'
import { createEventStreams } from '../http/live/event-streams.ts'
import { createProbes } from '../http/probes.ts'
import { serverOptions } from '../http/server-options.ts'
import { cutOffSlowBody } from '../http/slow-bodies.ts'
import { createWebHandler, type WebBuild } from '../web/handler.ts'
import { demoControls, type DemoAccount } from './demo.ts'
import { receiptSecrets } from './notices.ts'
import { journalDoors } from './journal.ts'
import type { House } from './open-house.ts'
import { createOperations } from './operations.ts'
import type { Pace } from './simulator/pace.ts'
import type { Worker } from './worker.ts'

export interface ServerParts {
  readonly house: House
  readonly worker: Pick<Worker, 'healthy' | 'chores'>
  /** Folder of the built pages. */
  readonly webFolder: string
  /** One-click accounts; empty in a city. */
  readonly demo: readonly DemoAccount[]
  /** How fast the demo's city lives; absent in a city. */
  readonly pace?: Pace | undefined
  readonly onFault: (error: unknown) => void
}

export interface Server {
  readonly url: string
  /** Lets what is being answered come to its end; then ends what is left open. */
  close(): Promise<void>
}

const graceMs = 5_000

/** One listener for the API, the pages and the probes. */
export async function startServer(parts: ServerParts): Promise<Server> {
  const { house, worker, webFolder, onFault } = parts
  const { app, database, config } = house
  const access = createStaffAccess(app)
  const build = (await import(pathToFileURL(join(webFolder, 'server/index.js')).href)) as WebBuild
  const journal = journalDoors(house)
  const web = createWebHandler(build, {
    app,
    journal,
    access,
    clientFolder: join(webFolder, 'client'),
    demoAccounts: parts.demo,
    demo: parts.pace ? demoControls(house, parts.pace, parts.demo) : null,
    operations: createOperations(house, worker),
    polygons: house.pack.polygons,
    isUnavailable,
    onError: onFault,
  })
  const hono = new Hono()
  hono.route(
    '/',
    createProbes(async () => worker.healthy() && (await database.query('select 1')).rows.length === 1),
  )
  const streams = createEventStreams({ app, database, access, onFault })
  hono.route(
    '/api/v1',
    createApi({
      app,
      database,
      access,
      streams,
      onFault,
      basePath: '/api/v1',
      receiptSecrets: receiptSecrets(config),
      journal,
    }),
  )
  hono.route('/', createLive({ app, access, streams, onFault }))
  hono.all('*', (c) => web(c.req.raw))
  const listener = getRequestListener(hono.fetch, { overrideGlobalObjects: false })
  const server = createServer(serverOptions, (request, response) => {
    cutOffSlowBody(request, response)
    void listener(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  return { url: `http://${host}:${port}`, close: () => closeServer(server) }
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // Open event streams have no end of their own.
    setTimeout(() => server.closeAllConnections(), graceMs).unref()
  })
}
