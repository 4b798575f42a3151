import { afterAll, beforeAll, expect, test } from 'vitest'
import { isUnavailable } from '../../src/http/fault.ts'
import { createApi } from '../../src/http/create-api.ts'
import { createProbes } from '../../src/http/probes.ts'
import { openDatabase } from '../../src/store/database.ts'
import { createStore } from '../../src/store/store.ts'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'

let house: ApiHouse
/** A database that nobody answers for. */
const gone = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nothing', connections: 1 })

beforeAll(async () => {
  house = await openApiHouse()
})
afterAll(() => gone.end())

test('without a database every request is told to come back, in both languages, and what to do', async () => {
  const faults: unknown[] = []
  const app = { ...house.app, store: createStore(gone, house.app.random) }
  const api = createApi({ app, database: gone, onFault: (error) => void faults.push(error) })
  for (const language of ['zh-CN', 'en']) {
    const reply = await api.request('http://hotline.test/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ matter: '路灯' }),
    })
    const body = (await reply.json()) as { code: string; detail: string }
    expect(reply.status).toBe(503)
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(body.code).toBe('unavailable')
    expect(body.detail).toContain('Idempotency-Key')
  }
  expect((await api.request('http://hotline.test/units')).status).toBe(200)
  expect(faults).toHaveLength(2)
})

test('a full disk at the commit is answered so, and the retry with the same key is the one request', async () => {
  const { store } = house.app
  let full = true
  const app = {
    ...house.app,
    store: {
      ...store,
      commit: (change: Parameters<typeof store.commit>[0]) =>
        full
          ? Promise.reject(
              Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' }),
            )
          : store.commit(change),
    },
  }
  const api = createApi({ app, database: house.database })
  const send = () =>
    api.request('http://hotline.test/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'full-disk' },
      body: JSON.stringify({ matter: '路灯' }),
    })
  expect((await send()).status).toBe(503)
  full = false
  expect((await send()).status).toBe(201)
  expect((await send()).status).toBe(201)
  expect(await house.rows(`select 1 from service_request where message_id = 'web:full-disk'`)).toHaveLength(1)
})

test.each([
  ['53100', true],
  ['57P01', true],
  ['08006', true],
  ['ECONNREFUSED', true],
  ['ENOENT', true],
  ['23505', false],
  ['42P01', false],
  ['ERR_INVALID_ARG_TYPE', false],
])('%s: unavailable %s', (code, unavailable) => {
  expect(isUnavailable(Object.assign(new Error('x'), { code }))).toBe(unavailable)
})

test('what a fault says stays inside', async () => {
  const app = {
    ...house.app,
    store: { ...house.app.store, nextSequence: () => Promise.reject(new Error('secret detail')) },
  }
  const faults: unknown[] = []
  const api = createApi({ app, database: house.database, onFault: (error) => void faults.push(error) })
  const reply = await api.request('http://hotline.test/requests', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ matter: '路灯' }),
  })
  expect(reply.status).toBe(500)
  expect(await reply.text()).not.toContain('secret')
  expect(faults).toHaveLength(1)
})

test.each([
  ['ready', () => Promise.resolve(true), 200],
  ['not ready', () => Promise.resolve(false), 503],
  ['broken', () => Promise.reject(new Error('x')), 503],
] as const)('a house that is %s', async (_, ready, status) => {
  const probes = createProbes(ready)
  expect((await probes.request('http://hotline.test/readyz')).status).toBe(status)
  expect((await probes.request('http://hotline.test/healthz')).status).toBe(200)
})
