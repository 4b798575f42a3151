import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll } from 'vitest'
import { issueToken } from '../../../src/actions/issue-token.ts'
import { createStaffAccess } from '../../../src/actions/staff-access.ts'
import type { Role } from '../../../src/core/permission/roles.ts'
import { createWebHandler } from '../../../src/web/handler.ts'
import { openTinyHouse, type TinyHouse } from '../../actions/support/tiny-house.ts'
import { builtPages } from './built-pages.ts'

export interface Site {
  readonly house: TinyHouse
  readonly url: string
  /** Everything that pages could only apologise for. */
  readonly faults: readonly unknown[]
  token(role: Role, unit?: string): Promise<string>
}

interface SiteOptions {
  readonly isUnavailable?: (error: unknown) => boolean
}

/** The tiny city's pages on a real server and a database of its own. */
export async function openSite(options: SiteOptions = {}): Promise<Site> {
  const [house, { build, clientFolder }] = await Promise.all([openTinyHouse(), builtPages()])
  const faults: unknown[] = []
  const handler = createWebHandler(build, {
    app: house.app,
    access: createStaffAccess(house.app),
    clientFolder,
    demoAccounts: [],
    onError: (error) => void faults.push(error),
    ...options,
  })
  const listener = getRequestListener(handler, { overrideGlobalObjects: false })
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
