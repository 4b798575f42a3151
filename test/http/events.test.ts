import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { issueToken, revokeToken } from '../../src/actions/issue-token.ts'
import { canRead } from '../../src/core/permission/can-read.ts'
import { visibility } from '../../src/core/permission/visibility.ts'
import { seesChange } from '../../src/http/change-visibility.ts'
import { changesAfter } from '../../src/store/read/changes.ts'
import { openApiHouse, staffRoles, unitFor, type ApiHouse } from './support/api-house.ts'
import { listenTo, type Listening } from './support/listen.ts'

let house: ApiHouse
const open: (() => Promise<void>)[] = []

beforeAll(async () => {
  house = await openApiHouse()
})
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function listen(token: string, headers: Readonly<Record<string, string>> = {}): Promise<Listening> {
  const response = await house.api.request('http://hotline.test/api/v1/events', {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...headers },
  })
  const listening = await listenTo(response)
  open.push(() => listening.cancel())
  return listening
}

const dispatched = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const { number } = await house.file(more)
  await house.post(`/requests/${number}/dispatch`, { token: await house.tokenOf('dispatcher') })
  return number
}

/** The hub begins at the journal's end once its first question is answered. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 600))

describe('a stream', () => {
  test('tells each reader what they may see, and of nothing else', async () => {
    const east = await listen(await house.tokenOf('unit_head', 'east-river'))
    const west = await listen(await house.tokenOf('unit_head', 'west-lake'))
    const all = await listen(await house.tokenOf('dispatcher'))
    await settled()
    const one = await dispatched()
    const two = await dispatched({ areaCode: 'A21' })
    const heard = await all.until((text) => text.includes(`"number":"${two}","seq":2`))
    expect(heard).toContain(`"number":"${one}","seq":1`)
    expect(await east.until((text) => text.includes(one))).not.toContain(two)
    expect(await west.until((text) => text.includes(two))).not.toContain(one)
  })

  test('U31 carries no words, so none can forge an event', async () => {
    const all = await listen(await house.tokenOf('dispatcher'))
    await settled()
    const { number } = await house.file({ matter: '一\r\n\r\nevent: forged\r\ndata: {}\r\n\r\n' })
    const heard = await all.until((text) => text.includes(number))
    expect(heard).not.toContain('forged')
    for (const block of heard.split('\n\n').filter((part) => part.startsWith('id:'))) {
      expect(block.split('\n').map((line) => line.split(':')[0])).toEqual(['id', 'event', 'data'])
    }
  })

  test('goes on after a break where it ended', async () => {
    const token = await house.tokenOf('dispatcher')
    const first = await listen(token)
    await settled()
    const seen = await dispatched()
    const heard = await first.until((text) => text.includes(`"number":"${seen}","seq":2`))
    const lastId = [...heard.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? ''
    const missed = await dispatched()
    const again = await listen(token, { 'last-event-id': lastId })
    expect(await again.until((text) => text.includes(`"number":"${missed}","seq":2`))).toContain(
      `"number":"${missed}","seq":1`,
    )
  })

  test('A13 ends when its token is revoked', async () => {
    const issued = await issueToken(house.app, { role: 'dispatcher' })
    if (!issued.ok) throw new Error('no token')
    const stream = await listen(issued.token)
    await revokeToken(house.app, issued.id)
    house.wait(3_000)
    await stream.closed
  })

  test('wants a number as Last-Event-ID', async () => {
    const reply = await house.get('/events', {
      token: await house.tokenOf('dispatcher'),
      headers: { 'last-event-id': 'x' },
    })
    expect(reply.json).toMatchObject({ status: 400, code: 'invalid_filter' })
  })
})

test('who learns of a change is who may read the request', async () => {
  const { rulebook } = house.app
  const number = await dispatched()
  await dispatched({ areaCode: 'A22' })
  const head = await house.tokenOf('unit_head', 'east-river')
  await house.post(`/requests/${number}/sign`, { token: head })
  const added = await house.post(`/requests/${number}/add-assist`, {
    token: head,
    body: { unitCode: 'housing', task: '查一查' },
  })
  const whistled = await house.post(`/requests/${number}/whistle`, {
    token: head,
    body: { kind: 'comprehensive', departments: ['environment'], issue: '要一起看' },
  })
  const escalated = await house.post(`/requests/${number}/escalate`, {
    token: head,
    body: { to: 'east', problem: '解决不了' },
  })
  const wrong = await dispatched({ areaCode: 'A21' })
  await house.post(`/requests/${wrong}/recall-dispatch`, { token: await house.tokenOf('dispatcher') })
  expect([added.status, whistled.status, escalated.status]).toEqual([200, 200, 200])
  const changes = await changesAfter(house.database, '0', [], 1000)
  const units = rulebook.pack.units.map((unit) => unit.code)
  let compared = 0
  // The recall itself is told to the unit that had the request for these seconds.
  for (const change of changes.filter(({ type }) => type !== 'dispatch_recalled')) {
    const loaded = await house.app.store.load(change.number)
    if (!loaded) throw new Error('nothing there')
    for (const role of staffRoles) {
      for (const unit of unitFor[role] || role === 'supervisor' ? units : [undefined]) {
        const actor = unit === undefined ? { id: role, role } : { id: role, role, unit }
        const sees = seesChange(visibility(actor, rulebook), change, rulebook)
        expect({ role, unit, number: change.number, sees }).toEqual({
          role,
          unit,
          number: change.number,
          sees: canRead(actor, 'matter', loaded.request, rulebook),
        })
        compared += 1
      }
    }
  }
  expect(compared).toBeGreaterThan(500)
})
