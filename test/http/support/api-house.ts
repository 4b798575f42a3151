import { afterAll } from 'vitest'
import { Hono } from 'hono'
import type { App } from '../../../src/actions/app.ts'
import { issueToken } from '../../../src/actions/issue-token.ts'
import { createRulebook } from '../../../src/core/catalogue/rulebook.ts'
import { roles, type Role } from '../../../src/core/permission/roles.ts'
import { createApi } from '../../../src/http/create-api.ts'
import { createRandom } from '../../../src/main/random.ts'
import { applicationRole, openDatabase, type Database } from '../../../src/store/database.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { createVault } from '../../../src/store/sealing-keys.ts'
import { createStore } from '../../../src/store/store.ts'
import { freshDatabase } from '../../support/cluster.ts'
import { temporaryFiles } from '../../support/files.ts'
import { tinyCity } from '../../support/tiny-city.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // What is asked of a body differs from test to test.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
}

export interface CallOptions {
  readonly token?: string | undefined
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** The interface over a database of its own, with a token for every role of the tiny city. */
export interface ApiHouse {
  readonly app: App
  readonly api: Hono
  readonly database: Database
  readonly url: string
  readonly faults: unknown[]
  /** Moves the clock on. */
  wait(milliseconds: number): void
  tokenOf(role: Role, unit?: string): Promise<string>
  get(path: string, options?: CallOptions): Promise<Reply>
  post(path: string, options?: CallOptions): Promise<Reply>
  call(method: string, path: string, options?: CallOptions): Promise<Reply>
  /** Files a request by phone and gives its number and access code. */
  file(more?: Readonly<Record<string, unknown>>): Promise<{ readonly number: string; readonly accessCode: string }>
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>
}

export const unitFor: Partial<Readonly<Record<Role, string>>> = {
  district_centre: 'east',
  unit_head: 'east-river',
  unit_handler: 'east-river',
  community_worker: 'river-bank',
}

export async function openApiHouse(): Promise<ApiHouse> {
  const url = await freshDatabase()
  const { roleReady } = await migrate(url)
  const database = openDatabase({ url, role: roleReady ? applicationRole : null, connections: 6 })
  afterAll(() => database.end())
  const random = createRandom()
  let ahead = 0
  const app: App = {
    rulebook: createRulebook(tinyCity),
    clock: { now: () => Date.now() + ahead },
    random,
    store: createStore(database, random),
    vault: createVault(Buffer.alloc(32, 7), random),
    files: temporaryFiles(),
  }
  const faults: unknown[] = []
  const api = new Hono().route('/api/v1', createApi({ app, database, onFault: (error) => void faults.push(error) }))
  const tokens = new Map<string, string>()
  const tokenOf = async (role: Role, unit = unitFor[role]): Promise<string> => {
    const key = `${role} ${unit}`
    const known = tokens.get(key)
    if (known) return known
    const issued = await issueToken(app, { role, unit })
    if (!issued.ok) throw new Error(`no token for ${key}: ${JSON.stringify(issued.refusal)}`)
    tokens.set(key, issued.token)
    return issued.token
  }
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Reply> => {
    const response = await api.request(`http://hotline.test/api/v1${path}`, requestInit(method, options))
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }
  const house: ApiHouse = {
    app,
    api,
    database,
    url,
    faults,
    wait: (milliseconds) => void (ahead += milliseconds),
    tokenOf,
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, options) => call('POST', path, options),
    file: async (more = {}) => {
      const body = { matter: '街道上有垃圾', serviceCode: 'street-litter', areaCode: 'A11', ...more }
      const reply = await call('POST', '/requests', { token: await tokenOf('intake_agent'), body })
      if (reply.status !== 201) throw new Error(`not filed: ${reply.text}`)
      return reply.json
    },
    rows: async (sql, values = []) => (await database.query<Record<string, unknown>>(sql, [...values])).rows,
  }
  return house
}

function requestInit(method: string, { token, body, raw, headers = {} }: CallOptions): RequestInit {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  return {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  }
}

export const staffRoles: readonly Role[] = roles.filter((role) => role !== 'requester')
