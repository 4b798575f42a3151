import type { Hono } from 'hono'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { issueToken, revokeToken } from '../../src/actions/issue-token.ts'
import { createStaffAccess, type StaffAccess } from '../../src/actions/staff-access.ts'
import type { Role } from '../../src/core/permission/roles.ts'
import { MINUTE } from '../../src/core/time.ts'
import { createLive } from '../../src/http/live/create-live.ts'
import { createEventStreams } from '../../src/http/live/event-streams.ts'
import { openApiHouse, unitFor, type ApiHouse } from './support/api-house.ts'
import { listenTo, type Listening } from './support/listen.ts'

let house: ApiHouse
let access: StaffAccess
let live: Hono
const open: (() => Promise<void>)[] = []

beforeAll(async () => {
  house = await openApiHouse()
  access = createStaffAccess(house.app)
  const { app, database } = house
  const onFault = (error: unknown): void => void house.faults.push(error)
  live = createLive({ app, access, onFault, streams: createEventStreams({ app, database, access, onFault }) })
})
afterEach(async () => {
  for (const close of open.splice(0)) await close()
  expect(house.faults).toEqual([])
})

/** A session cookie of a new account. */
async function signIn(role: Role, unit = unitFor[role]): Promise<{ cookie: string; secret: string; id: string }> {
  const issued = await issueToken(house.app, { role, unit })
  if (!issued.ok) throw new Error('no token')
  const session = await access.openSession(issued.token)
  if (!session.ok) throw new Error('no session')
  return { cookie: `staff_session=${session.secret}`, secret: session.secret, id: issued.id }
}

const ask = (path: string, cookie: string, headers: Readonly<Record<string, string>> = {}) =>
  live.request(`http://hotline.test${path}`, { headers: { cookie, ...headers } })

async function listen(path: string, cookie: string, headers?: Readonly<Record<string, string>>): Promise<Listening> {
  const listening = await listenTo(await ask(path, cookie, headers))
  open.push(() => listening.cancel())
  return listening
}

const tell = (cookie: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  live.request('http://hotline.test/staff/presence', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const dispatched = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const { number } = await house.file(more)
  await house.post(`/requests/${number}/dispatch`, { token: await house.tokenOf('dispatcher') })
  return number
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 600))

describe('the pages of staff', () => {
  test('hear who changed what, and what lands on their own desk', async () => {
    const head = await listen('/staff/live', (await signIn('unit_head')).cookie)
    const west = await listen('/staff/live', (await signIn('unit_head', 'west-lake')).cookie)
    await settled()
    const number = await dispatched()
    const heard = await head.until((text) => text.includes('event: notice'))
    expect(heard).toMatch(
      /"type":"dispatched","state":"dispatched","by":\{"role":"dispatcher","account":"[0-9a-f]{4}"\}/,
    )
    expect(heard).toContain(`event: notice\ndata: ${JSON.stringify({ number, type: 'dispatched', level: 'L3' })}`)
    const other = await dispatched({ areaCode: 'A21' })
    expect(await west.until((text) => text.includes(other))).not.toContain(number)
  })

  test('a unit hears that a dispatch was taken back from it, and then nothing more', async () => {
    const head = await listen('/staff/live', (await signIn('unit_head')).cookie)
    const all = await listen('/staff/live', (await signIn('dispatcher')).cookie)
    await settled()
    const number = await dispatched()
    const token = await house.tokenOf('dispatcher')
    await house.post(`/requests/${number}/recall-dispatch`, { token })
    await head.until((text) => text.includes('dispatch_recalled'))
    await house.post(`/requests/${number}/dispatch`, { token, body: { unitCode: 'housing' } })
    await all.until((text) => text.includes(`"number":"${number}","seq":4`))
    await settled()
    expect(await head.until(() => true)).not.toContain(`"number":"${number}","seq":4`)
  })

  test('go on after a break where they ended', async () => {
    const { cookie } = await signIn('dispatcher')
    const first = await listen('/staff/live', cookie)
    await settled()
    const seen = await dispatched()
    const heard = await first.until((text) => text.includes(`"number":"${seen}","seq":2`))
    const lastId = [...heard.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? ''
    const missed = await dispatched()
    const again = await listen('/staff/live', cookie, { 'last-event-id': lastId })
    await again.until((text) => text.includes(`"number":"${missed}","seq":2`))
  })

  test('end when the session ends: by signing out, by revocation, unused for an hour', async () => {
    const [out, revoked, idle] = await Promise.all([signIn('dispatcher'), signIn('dispatcher'), signIn('dispatcher')])
    const streams = await Promise.all([out, revoked, idle].map(({ cookie }) => listen('/staff/live', cookie)))
    await access.closeSession(out.secret)
    await streams[0]?.closed
    await revokeToken(house.app, revoked.id)
    await streams[1]?.closed
    // A page that is open and says who looks at it does not keep the session alive.
    const number = await dispatched()
    house.wait(50 * MINUTE)
    expect((await tell(idle.cookie, { number, doing: 'viewing' })).status).toBe(204)
    house.wait(11 * MINUTE)
    await streams[2]?.closed
  })

  test.each([
    ['nobody', '', {}],
    ['a secret that was never given', 'staff_session=x', {}],
    ['another site', undefined, { 'sec-fetch-site': 'cross-site' }],
  ])('are open to none but who is signed in: %s', async (_, cookie, headers) => {
    const session = await signIn('dispatcher')
    const reply = await ask('/staff/live', cookie ?? session.cookie, headers)
    expect(reply.status).toBe(401)
    expect((await tell(cookie ?? session.cookie, {}, headers)).status).toBe(401)
  })
})

describe('who is at a request', () => {
  test('is told to others who may read it, with role and short account, until they leave or fall silent', async () => {
    const [one, two, west] = await Promise.all([
      signIn('dispatcher'),
      signIn('reviewer'),
      signIn('unit_head', 'west-lake'),
    ])
    const number = await dispatched()
    const reviewer = await listen('/staff/live', two.cookie)
    const stranger = await listen('/staff/live', west.cookie)
    expect((await tell(one.cookie, { number, doing: 'viewing' })).status).toBe(204)
    const told = (doing: string) =>
      JSON.stringify({ number, who: [{ role: 'dispatcher', account: one.id.slice(-4), doing }] })
    await reviewer.until((text) => text.includes(`event: presence\ndata: ${told('viewing')}`))
    await tell(one.cookie, { number, doing: 'writing' })
    await reviewer.until((text) => text.includes(told('writing')))
    // Oneself is not told, and who comes later is told at once.
    const own = await listen('/staff/live', one.cookie)
    await own.until((text) => text.includes(`data: ${JSON.stringify({ number, who: [] })}`))
    await tell(one.cookie, { number, doing: 'left' })
    await reviewer.until((text) => text.includes(JSON.stringify({ number, who: [] })))
    await tell(one.cookie, { number, doing: 'viewing' })
    await reviewer.until((text) => text.split(told('viewing')).length === 3)
    house.wait(25_000)
    await reviewer.until((text) => text.split(JSON.stringify({ number, who: [] })).length === 3)
    expect(await stranger.until(() => true)).not.toContain('presence')
  })

  test('is not said by who may not read it, nor of what is none', async () => {
    const { cookie } = await signIn('unit_head', 'west-lake')
    expect((await tell(cookie, { number: await dispatched(), doing: 'viewing' })).status).toBe(404)
    for (const body of ['', '{', 'null', { number: '1', doing: 'viewing' }, { doing: 'viewing' }, 'x'.repeat(2_000)])
      expect([400, 422]).toContain((await tell(cookie, body)).status)
    expect(await house.rows('select 1 from presence where role = $1', ['unit_head'])).toEqual([])
  })
})

describe('the page of a requester', () => {
  test('hears of the own request what requesters are shown, and of no other', async () => {
    const { number, accessCode } = await house.file()
    const requester = await listen('/track/live', `opened_request=${number}.${accessCode}`)
    await settled()
    const other = await dispatched()
    await house.post(`/requests/${number}/dispatch`, { token: await house.tokenOf('dispatcher') })
    await house.post(`/requests/${number}/assign-handler`, {
      token: await house.tokenOf('unit_head'),
      body: { handler: 'h-1' },
    })
    await house.post(`/requests/${number}/sign`, { token: await house.tokenOf('unit_head') })
    const heard = await requester.until((text) => text.includes('"type":"signed"'))
    expect(heard).toContain('"type":"dispatched"')
    expect(heard).not.toContain(other)
    expect(heard).not.toContain('handler_assigned')
    expect(heard).not.toContain('"by"')
  })

  test('opens with the right code alone', async () => {
    const { number } = await house.file()
    expect((await ask('/track/live', `opened_request=${number}.AAAAAAAA`)).status).toBe(403)
    expect((await ask('/track/live', '')).status).toBe(401)
  })
})
