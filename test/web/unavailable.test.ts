import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaffAccess } from '../../src/actions/staff-access.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { requestNumber } from '../../src/core/work-order/number.ts'
import { isUnavailable } from '../../src/http/fault.ts'
import { createRandom } from '../../src/main/random.ts'
import { openDatabase } from '../../src/store/database.ts'
import { createVault } from '../../src/store/sealing-keys.ts'
import { createStore, type Store } from '../../src/store/store.ts'
import { createWebHandler, type WebHandler } from '../../src/web/handler.ts'
import { temporaryFiles } from '../support/files.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { builtPages, type BuiltPages } from './support/built-pages.ts'

/** A database that nobody answers for. */
const gone = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nothing', connections: 1 })
afterAll(() => gone.end())

let pages: BuiltPages
beforeAll(async () => {
  pages = await builtPages()
})

const random = createRandom()

const files = temporaryFiles()

function handlerOf(change: Partial<Store> = {}): { readonly handler: WebHandler; readonly faults: unknown[] } {
  const faults: unknown[] = []
  const app = {
    rulebook: createRulebook(tinyCity),
    clock: { now: () => Date.parse('2026-03-02T01:00:00Z') },
    random,
    store: { ...createStore(gone, random), ...change },
    vault: createVault(Buffer.alloc(32, 7), random),
    files,
  }
  const onError = (error: unknown) => void faults.push(error)
  const context = { app, access: createStaffAccess(app), clientFolder: pages.clientFolder, isUnavailable, onError }
  return { handler: createWebHandler(pages.build, context), faults }
}

const get = (path: string, cookie = '') =>
  new Request(`http://city.test${path}`, { headers: { cookie, 'accept-language': 'en' } })

const report = (): Request =>
  new Request('http://city.test/report', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' },
    body: new URLSearchParams({
      formKey: 'abcdefghijklmnopqrstuv',
      step: 'check',
      go: 'send',
      requestType: 'complaint',
      matter: '路灯不亮',
      district: 'A1',
      confidentiality: 'anonymous',
    }),
  })

describe('without a database', () => {
  it('what needs none is there, and the rest says that nothing is lost and to come back', async () => {
    const { handler, faults } = handlerOf()
    for (const path of ['/', '/report', '/track', '/staff/sign-in']) expect((await handler(get(path))).status).toBe(200)
    for (const [path, cookie] of [
      ['/scores', ''],
      ['/staff', 'staff_session=secret'],
      ['/track/request', `opened_request=${requestNumber('2026-03-02', 1)}.AAAAAAAA`],
    ] as const) {
      const answer = await handler(get(path, cookie))
      expect(answer.status, path).toBe(503)
      expect(await answer.text()).toContain('Everything registered is safe')
    }
    expect(faults).toEqual([])
  })

  it('a report keeps every answer and its key', async () => {
    const { handler } = handlerOf({ nextSequence: () => gone.query('select 1').then(() => 1) })
    const answer = await handler(report())
    const html = await answer.text()
    expect(answer.status).toBe(503)
    expect(html).toContain('press “Send” again in a few minutes')
    expect(html).toContain('value="路灯不亮"')
    expect(html).toContain('value="abcdefghijklmnopqrstuv"')
  })
})

describe('a fault of ours', () => {
  it('is told to whoever runs the product, and keeps what a citizen wrote', async () => {
    const { handler, faults } = handlerOf({ nextSequence: () => Promise.reject(new Error('planted')) })
    const answer = await handler(report())
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('value="路灯不亮"')
    expect(faults).toHaveLength(1)
  })

  it('on any other page is a page too, without its details', async () => {
    const database = { query: () => Promise.reject(new Error('planted secret')) } as unknown as Store['database']
    const { handler, faults } = handlerOf({ database })
    const answer = await handler(get('/scores?period=2026-02'))
    const html = await answer.text()
    expect(answer.status).toBe(500)
    expect(html).toContain('Something went wrong')
    expect(html).not.toContain('planted')
    expect(faults).toHaveLength(1)
  })
})
