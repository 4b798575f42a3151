import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll } from 'vitest'
import { issueToken } from '../../../src/actions/issue-token.ts'
import type { JournalDoors } from '../../../src/actions/journal-doors.ts'
import { createStaffAccess } from '../../../src/actions/staff-access.ts'
import type { Role } from '../../../src/core/permission/roles.ts'
import { createLive } from '../../../src/http/live/create-live.ts'
import { createEventStreams } from '../../../src/http/live/event-streams.ts'
import type { Database } from '../../../src/store/database.ts'
import { createWebHandler, type WebContext } from '../../../src/web/handler.ts'
import { openTinyHouse, type TinyHouse } from '../../actions/support/tiny-house.ts'
import { builtPages } from './built-pages.ts'

export interface Site {
  readonly house: TinyHouse
  readonly url: string
  /** Everything that pages could only apologise for. */
  readonly faults: readonly unknown[]
  token(role: Role, unit?: string): Promise<string>
}

interface SiteOptions extends Partial<Pick<WebContext, 'isUnavailable' | 'demo' | 'operations' | 'polygons'>> {
  /** Receipts of the journal; without it pages give none. */
  readonly journalOf?: (database: Database) => JournalDoors
}

/** The tiny city's pages on a real server and a database of its own. */
export async function openSite({ journalOf, ...options }: SiteOptions = {}): Promise<Site> {
  const [house, { build, clientFolder }] = await Promise.all([openTinyHouse(), builtPages()])
  const faults: unknown[] = []
  const { app, database } = house
  const access = createStaffAccess(app)
  const onFault = (error: unknown): void => void faults.push(error)
  const handler = createWebHandler(build, {
    app,
    access,
    clientFolder,
    demoAccounts: [],
    onError: onFault,
    journal: journalOf?.(database) ?? null,
    ...options,
  })
  const hono = new Hono()
  const streams = createEventStreams({ app, database, access, onFault })
  hono.route('/', createLive({ app, access, streams, onFault }))
  hono.all('*', (c) => handler(c.req.raw))
  const listener = getRequestListener(hono.fetch, { overrideGlobalObjects: false })
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    house,
    faults,
    url: `http://127.0.0.1:${port}`,
    token: async (role, unit) => {
      const issued = await issueToken(house.app, { role, unit })
      if (!issued.ok) throw new Error(`no token: ${issued.refusal.code}`)
      return issued.token
    },
  }
}
