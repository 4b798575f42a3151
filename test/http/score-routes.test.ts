import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { issueToken } from '../../src/actions/issue-token.ts'
import type { Role } from '../../src/core/permission/roles.ts'
import { createApi } from '../../src/http/create-api.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { badAnswer, goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'

/* Every figure opens: the period, the unit, the rate, the orders behind it, and what each adds. */

let house: TinyHouse
let api: Hono
const numbers: string[] = []
const tokens = new Map<string, string>()

async function order(answer: typeof goodAnswer | null): Promise<string> {
  const river = of('east-river')
  const number = await house.register()
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  await house.run(number, river, 'sign', {})
  await house.run(number, river, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, river, 'reply', goodReply)
  const { callbackDueAt } = await house.request(number)
  house.wait(Math.max(0, (callbackDueAt ?? 0) - house.app.clock.now()))
  await house.run(number, system, 'openCallback', {})
  if (answer) await house.run(number, hotline('callback_agent'), 'recordCallback', answer)
  return number
}

beforeAll(async () => {
  house = await openTinyHouse('2026-03-02 09:00')
  api = createApi({ app: house.app, database: house.database })
  for (const answer of [
    goodAnswer,
    { ...badAnswer, contacted: true, satisfaction: 'basically_satisfied' } as const,
    null,
  ])
    numbers.push(await order(answer))
})

async function ask(role: Role, path: string, unit?: string, method = 'GET') {
  const key = `${role} ${unit}`
  let token = tokens.get(key)
  if (token === undefined) {
    const issued = await issueToken(house.app, { role, unit })
    if (!issued.ok) throw new Error(`no token for ${key}`)
    tokens.set(key, (token = issued.token))
  }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = method === 'POST' ? { body: '{}' } : {}
  const reply = await api.request(`http://hotline.test${path}`, { method, headers, ...body })
  // What is asked of a body differs from test to test.
  // oxlint-disable-next-line typescript/no-explicit-any
  const json: any = await reply.json()
  return { status: reply.status, json }
}

const unitPath = '/scores/2026-03/units/east-river'

test('a unit’s period tells how it is made, and what has been counted beside', async () => {
  const { status, json } = await ask('analyst', unitPath)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    stands: 'running',
    object: 'subdistrict',
    counts: { callbackDue: 3, callbackAnswered: 2, valid: 2, resolved: 1 },
    score: { coverage: { numerator: 2, denominator: 3 } },
    mayOpenOrders: false,
  })
  expect(json.intervals.resolution.low).toBeGreaterThan(0)
  expect(json.beside.replied).toBe(3)
  expect((await ask('analyst', '/scores/2026-03/units/nowhere')).status).toBe(422)
  expect((await ask('analyst', '/scores/2026-3')).json.code).toBe('invalid_date')
})

describe('the orders behind it', () => {
  test('each with what it adds to every rate, by the scheme’s mark, a page at a time', async () => {
    const { json } = await ask('assessment_officer', `${unitPath}/orders?limit=1`)
    expect(json.orders).toHaveLength(1)
    expect(json.orders[0]).toMatchObject({
      number: numbers[0],
      derivation: {
        response: { numerator: 1, denominator: 1 },
        resolution: { numerator: 1, denominator: 1 },
        satisfaction: { numerator: 1, denominator: 1 },
      },
    })
    const next = await ask('assessment_officer', `${unitPath}/orders?limit=1&cursor=${json.next}`)
    expect(next.json.orders[0]).toMatchObject({
      number: numbers[1],
      resolved: false,
      derivation: { resolution: { numerator: 0, denominator: 1 }, satisfaction: { numerator: 0.9, denominator: 1 } },
    })
    expect(next.json.next).toBeNull()
  })

  test('what fell due holds the one that nobody answered', async () => {
    const { json } = await ask('assessment_officer', `${unitPath}/orders?part=due`)
    expect(json.orders.map((one: { number: string }) => one.number).toSorted()).toEqual(numbers.toSorted())
    const silent = json.orders.find((one: { number: string }) => one.number === numbers[2])
    expect(silent).toMatchObject({ answeredOn: null, derivation: { response: { numerator: 0, denominator: 0 } } })
  })

  test('a unit opens its own, its district those of its area, others none', async () => {
    expect((await ask('unit_head', `${unitPath}/orders`, 'east-river')).status).toBe(200)
    expect((await ask('district_centre', `${unitPath}/orders`, 'east')).status).toBe(200)
    expect((await ask('unit_head', `${unitPath}/orders`, 'east-hill')).status).toBe(403)
    expect((await ask('district_centre', `${unitPath}/orders`, 'west')).status).toBe(403)
    for (const role of ['analyst', 'intake_agent', 'callback_agent', 'system_admin'] as const)
      expect((await ask(role, `${unitPath}/orders`)).status, role).toBe(403)
  })

  test('a wrong part, place or limit is said so', async () => {
    for (const query of ['part=all', 'limit=0', 'limit=x', 'cursor=2026-13-01.1', 'cursor=1'])
      expect((await ask('assessment_officer', `${unitPath}/orders?${query}`)).json.code, query).toBe('invalid_filter')
  })
})

test('periods are listed; a running one is not closed, and only an officer may', async () => {
  const { json } = await ask('analyst', '/scores/periods')
  expect(json.periods[0]).toMatchObject({ code: '2026-03', stands: 'running', scheme: 'tiny-scheme-1' })
  const early = await ask('assessment_officer', '/scores/2026-03/close', undefined, 'POST')
  expect([early.status, early.json.code]).toEqual([409, 'period_not_due'])
  expect((await ask('reviewer', '/scores/2026-03/close', undefined, 'POST')).status).toBe(403)
  const publish = await ask('assessment_officer', '/scores/2026-03/publish', undefined, 'POST')
  expect([publish.status, publish.json.code]).toEqual([409, 'period_not_closed'])
})

test('declared interests are for the auditor', async () => {
  expect((await ask('auditor', '/interests')).json).toEqual({ interests: [] })
  expect((await ask('supervisor', '/interests')).status).toBe(403)
})
