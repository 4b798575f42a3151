import { beforeAll, describe, expect, test } from 'vitest'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'

let house: ApiHouse
let agent: string
let head: string
let dispatcher: string

beforeAll(async () => {
  house = await openApiHouse()
  agent = await house.tokenOf('intake_agent')
  head = await house.tokenOf('unit_head')
  dispatcher = await house.tokenOf('dispatcher')
})

const key = (value: string) => ({ 'idempotency-key': value })
const body = {
  matter: '路灯不亮',
  serviceCode: 'street-litter',
  areaCode: 'A11',
  requester: { name: '王某', phone: '13800138000' },
}
const count = async (where: string) => Number((await house.rows(`select count(*) from ${where}`))[0]?.['count'])

describe('a request filed with a key', () => {
  test('H36 twice gives the same answer and one row', async () => {
    const first = await house.post('/requests', { token: agent, headers: key('twice'), body })
    const second = await house.post('/requests', { token: agent, headers: key('twice'), body })
    expect(first.status).toBe(201)
    expect(second.status).toBe(201)
    expect(second.text).toBe(first.text)
    expect(await count(`service_request where message_id like '%:twice'`)).toBe(1)
  })

  test('keeps its answer when the request has moved on', async () => {
    const first = await house.post('/requests', { token: agent, headers: key('moved'), body })
    await house.post(`/requests/${first.json.number}/dispatch`, { token: dispatcher })
    const second = await house.post('/requests', { token: agent, headers: key('moved'), body })
    expect(second.text).toBe(first.text)
  })

  test('H38 fifty times at once gives one row', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => house.post('/requests', { token: agent, headers: key('fifty'), body })),
    )
    expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const numbers = new Set(replies.filter(({ status }) => status === 201).map(({ json }) => json.number))
    expect(numbers.size).toBe(1)
    expect(await count(`service_request where message_id like '%:fifty'`)).toBe(1)
  })

  test.each([
    ['other words', { matter: '路灯亮了' }],
    ['another phone number', { requester: { name: '王某', phone: '13900139000' } }],
    ['another place', { areaCode: 'A12' }],
    ['a point', { place: { latitude: 39.5, longitude: 116.5 } }],
    ['another kind', { requestType: 'complaint' }],
  ])('but %s is refused', async (what, change) => {
    const headers = key(`other-${what.replaceAll(' ', '-')}`)
    const first = await house.post('/requests', { token: agent, headers, body })
    const second = await house.post('/requests', { token: agent, headers, body: { ...body, ...change } })
    expect(first.status).toBe(201)
    expect({ status: second.status, code: second.json.code }).toEqual({ status: 422, code: 'key_reused' })
  })

  test('means another request for another client', async () => {
    const other = await house.tokenOf('shift_lead')
    const one = await house.post('/requests', { token: agent, headers: key('mine'), body })
    const two = await house.post('/requests', { token: other, headers: key('mine'), body })
    expect(two.status).toBe(201)
    expect(two.json.number).not.toBe(one.json.number)
  })

  test('L27 without a token too: an offline form sent twice is one request', async () => {
    const one = await house.post('/requests', { headers: key('offline-1'), body })
    const two = await house.post('/requests', { headers: key('offline-1'), body })
    expect(two.text).toBe(one.text)
  })
})

describe('a command with a key', () => {
  const dispatched = async (): Promise<string> => {
    const { number } = await house.file()
    await house.post(`/requests/${number}/dispatch`, { token: dispatcher })
    return number
  }

  test('is carried out once, and answered the same', async () => {
    const at = `/requests/${await dispatched()}/sign`
    const first = await house.post(at, { token: head, headers: key('sign') })
    const second = await house.post(at, { token: head, headers: key('sign') })
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.text).toBe(first.text)
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
  })

  test('that would do no harm twice is done once all the same', async () => {
    const number = await dispatched()
    const fact = { token: agent, headers: key('fact'), body: { fact: '又坏了' } }
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => house.post(`/requests/${number}/add-fact`, fact)),
    )
    expect(replies.some(({ status }) => status === 200)).toBe(true)
    for (const { status, json } of replies) if (status !== 200) expect(json.code).toBe('in_progress')
    expect(await count(`journal_entry where number = ${number} and type = 'fact_added'`)).toBe(1)
  })

  test('may not mean something else', async () => {
    const number = await dispatched()
    await house.post(`/requests/${number}/add-fact`, { token: agent, headers: key('else'), body: { fact: '一' } })
    const second = await house.post(`/requests/${number}/add-fact`, {
      token: agent,
      headers: key('else'),
      body: { fact: '二' },
    })
    expect(second.json).toMatchObject({ status: 422, code: 'key_reused' })
  })

  test('that was refused may be tried again, corrected', async () => {
    const { number } = await house.file()
    const early = await house.post(`/requests/${number}/sign`, { token: head, headers: key('early') })
    expect(early.status).toBe(404)
    await house.post(`/requests/${number}/dispatch`, { token: dispatcher })
    expect((await house.post(`/requests/${number}/sign`, { token: head, headers: key('early') })).status).toBe(200)
  })

  test('whose first try was lost is never done twice unseen', async () => {
    const number = await dispatched()
    const at = `/requests/${number}/add-fact`
    const fact = { token: agent, headers: key('lost'), body: { fact: '一' } }
    expect((await house.post(at, fact)).status).toBe(200)
    // As a process leaves it that dies after the commit and before it kept the answer.
    await house.rows(`update idempotency_key set status = null, response = null where key = 'lost'`)
    expect((await house.post(at, fact)).json.code).toBe('in_progress')
    house.wait(61_000)
    expect((await house.post(at, fact)).json.code).toBe('outcome_unknown')
    expect(await count(`journal_entry where number = ${number} and type = 'fact_added'`)).toBe(1)
  })
})

test('a requester’s first try that was lost is never done twice unseen either', async () => {
  const { number, accessCode } = await house.file()
  const at = `/requests/${number}/add-fact`
  const fact = { headers: { ...key('lost-own'), 'access-code': accessCode }, body: { fact: '一' } }
  expect((await house.post(at, fact)).status).toBe(200)
  await house.rows(`update idempotency_key set status = null, response = null where key = 'lost-own'`)
  house.wait(61_000)
  expect((await house.post(at, fact)).json.code).toBe('outcome_unknown')
  expect(await count(`journal_entry where number = ${number} and type = 'fact_added'`)).toBe(1)
})

test('a key whose process died before it did anything may be used again', async () => {
  const { number } = await house.file()
  const at = `/requests/${number}/add-fact`
  const fact = { token: agent, headers: key('died'), body: { fact: '一' } }
  expect((await house.post(at, fact)).status).toBe(200)
  await house.rows(`update idempotency_key set status = null, response = null, created_at = $1 where key = 'died'`, [
    new Date(house.app.clock.now() + 1_000),
  ])
  house.wait(62_000)
  expect((await house.post(at, fact)).status).toBe(200)
})

describe('versions', () => {
  test('a read says its version, and a command on an older one is refused with what changed', async () => {
    const { number } = await house.file()
    const read = await house.get(`/requests/${number}`, { token: dispatcher })
    expect(read.headers.get('etag')).toBe('"1"')
    await house.post(`/requests/${number}/add-fact`, { token: agent, body: { fact: '又坏了' } })
    const stale = await house.post(`/requests/${number}/dispatch`, {
      token: dispatcher,
      headers: { 'if-match': '"1"' },
    })
    expect(stale.status).toBe(412)
    expect(stale.json).toMatchObject({
      code: 'stale',
      seq: 2,
      lastChange: { type: 'fact_added', role: 'intake_agent' },
    })
    expect(stale.headers.get('etag')).toBe('"2"')
    const fresh = await house.post(`/requests/${number}/dispatch`, {
      token: dispatcher,
      headers: { 'if-match': '"2"' },
    })
    expect(fresh.status).toBe(200)
    expect(fresh.headers.get('etag')).toBe('"3"')
  })

  test.each([['"x"'], ['W/"1"'], ['"1", "2"'], ['"-1"']])('If-Match: %s matches nothing', async (header) => {
    const { number } = await house.file()
    const reply = await house.post(`/requests/${number}/dispatch`, {
      token: dispatcher,
      headers: { 'if-match': header },
    })
    expect(reply.status).toBe(412)
  })

  test('a star matches whatever there is', async () => {
    const { number } = await house.file()
    const reply = await house.post(`/requests/${number}/dispatch`, { token: dispatcher, headers: { 'if-match': '*' } })
    expect(reply.status).toBe(200)
  })
})
