import { beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../src/actions/execute.ts'
import { issueToken, revokeToken } from '../../src/actions/issue-token.ts'
import { canRead, type Reading } from '../../src/core/permission/can-read.ts'
import type { Actor, Role } from '../../src/core/permission/roles.ts'
import { commandNames } from '../../src/core/work-order/fields.ts'
import { moveFor } from '../../src/core/work-order/lifecycle.ts'
import { openMoves } from '../../src/core/work-order/open-moves.ts'
import type { ServiceRequest } from '../../src/core/work-order/service-request.ts'
import { systemActor } from '../../src/jobs/system-actor.ts'
import { resourceOf } from '../../src/http/routes/commands.ts'
import { openApiHouse, staffRoles, unitFor, type ApiHouse } from './support/api-house.ts'

let house: ApiHouse
/** With the unit of the east, and with one that no test's unit has to do with. */
let own: ServiceRequest
let foreign: ServiceRequest
let ownCode: string

beforeAll(async () => {
  house = await openApiHouse()
  const dispatcher = await house.tokenOf('dispatcher')
  const filed = await house.file({ requester: { name: '王某', phone: '13800138000', door: '七单元' } })
  const other = await house.file({ areaCode: 'A21' })
  for (const { number } of [filed, other]) await house.post(`/requests/${number}/dispatch`, { token: dispatcher })
  ownCode = filed.accessCode
  own = await load(filed.number)
  foreign = await load(other.number)
})

const load = async (number: string): Promise<ServiceRequest> => {
  const loaded = await house.app.store.load(number)
  if (!loaded) throw new Error('nothing there')
  return loaded.request
}
const actorOf = (role: Role): Actor => {
  const unit = unitFor[role]
  return unit === undefined ? { id: role, role } : { id: role, role, unit }
}
const mayRead = (role: Role, what: Reading, request: ServiceRequest) =>
  canRead(actorOf(role), what, request, house.app.rulebook)

const paths = () =>
  [
    ['GET', '/requests'],
    ['GET', `/requests/${own.number}`],
    ['GET', `/requests/${own.number}/timeline`],
    ['GET', `/requests/${own.number}/moves`],
    ['GET', `/requests/${own.number}/identity?purpose=contact`],
    ['GET', '/scores'],
    ['GET', '/events'],
    ['POST', `/requests/${own.number}/reopen`],
    ['POST', `/requests/${own.number}/correct-contact`],
    ...commandNames.map((name) => ['POST', `/requests/${own.number}/${resourceOf(name)}`]),
  ] as const

describe('without a token that counts', () => {
  test('nothing of a request is told and nothing is done', async () => {
    for (const [method = '', path = ''] of paths()) {
      for (const token of [undefined, 'o12345_nobody', 'x'.repeat(500)]) {
        const reply = await house.call(method, path, { token })
        expect({ path, status: reply.status, code: reply.json.code }).toEqual({
          path,
          status: 401,
          code: 'unauthenticated',
        })
        expect(reply.headers.get('www-authenticate')).toContain('Bearer')
      }
    }
    expect((await load(own.number)).seq).toBe(own.seq)
  })

  test('another kind of credentials is none', async () => {
    const reply = await house.get('/requests', { headers: { authorization: 'Basic *)(uid=*)' } })
    expect(reply.status).toBe(401)
  })

  test('a wrong token at filing is told, not taken for a citizen', async () => {
    expect((await house.post('/requests', { token: 'o12345_nobody', body: { matter: '路灯' } })).status).toBe(401)
  })

  test('a token ends when it is due, and within five seconds of being revoked', async () => {
    const expiresAt = house.app.clock.now() + 60_000
    const short = await issueToken(house.app, { role: 'auditor', expiresAt })
    const long = await issueToken(house.app, { role: 'auditor' })
    if (!short.ok || !long.ok) throw new Error('no token')
    expect((await house.get('/requests', { token: short.token })).status).toBe(200)
    house.wait(61_000)
    expect((await house.get('/requests', { token: short.token })).status).toBe(401)
    expect((await house.get('/requests', { token: long.token })).status).toBe(200)
    expect(await revokeToken(house.app, long.id)).toBe(true)
    house.wait(5_000)
    expect((await house.get('/requests', { token: long.token })).status).toBe(401)
    expect(await revokeToken(house.app, 'nobody')).toBe(false)
  })
})

describe('tokens', () => {
  test.each([
    [{ role: 'mayor' }, 'not_a_choice'],
    [{ role: 'requester' }, 'not_a_choice'],
    [{ role: 'unit_head' }, 'required'],
    [{ role: 'unit_head', unit: 'nowhere' }, 'unit_not_found'],
    [{ role: 'unit_head', unit: 'river-bank' }, 'not_a_choice'],
    [{ role: 'community_worker', unit: 'east' }, 'not_a_choice'],
    [{ role: 'dispatcher', unit: 'market' }, 'not_a_choice'],
  ])('%j: %s', async (wish, code) => {
    expect(await issueToken(house.app, wish)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('only their hashes are kept', async () => {
    const issued = await issueToken(house.app, { role: 'auditor', label: 'test' })
    if (!issued.ok) throw new Error('no token')
    const rows = JSON.stringify(await house.rows(`select *, encode(hash, 'escape') from access_token`))
    expect(rows).not.toContain(issued.token)
  })
})

describe.each(staffRoles)('%s', (role) => {
  const read = async (request: ServiceRequest, what = '') =>
    house.get(`/requests/${request.number}${what}`, { token: await house.tokenOf(role) })

  test('reads a request where core says so; otherwise there is none', async () => {
    for (const request of [own, foreign]) {
      const reply = await read(request)
      expect(reply.status).toBe(mayRead(role, 'matter', request) ? 200 : 404)
      if (reply.status !== 200) {
        expect(reply.json).toMatchObject({ code: 'request_not_found' })
        continue
      }
      expect('workOrders' in reply.json).toBe(mayRead(role, 'units', request))
      expect('callbacks' in reply.json).toBe(mayRead(role, 'callback', request))
      expect(reply.text).not.toContain('13800138000')
    }
  })

  test('reads the timeline where core says so', async () => {
    for (const request of [own, foreign]) {
      const status = !mayRead(role, 'matter', request) ? 404 : mayRead(role, 'journal', request) ? 200 : 403
      expect((await read(request, '/timeline')).status).toBe(status)
    }
  })

  test('is offered the moves that it may make, and no other is carried out', async () => {
    const request = await load(own.number)
    if (!mayRead(role, 'matter', request)) return
    const moves = (await read(request, '/moves')).json.moves.map((move: { command: string }) => move.command)
    const open = openMoves(actorOf(role), request, house.app.rulebook, house.app.clock.now())
    expect(moves).toEqual(open.map((move) => move.command))
    for (const command of commandNames.filter((name) => !moves.includes(name))) {
      const reply = await house.post(`/requests/${request.number}/${resourceOf(command)}`, {
        token: await house.tokenOf(role),
        body: {},
      })
      const listed = moveFor(request.state, command) !== undefined
      // What is wrong with the input may be told first: the table of fields is public.
      expect([listed ? 403 : 409, 422]).toContain(reply.status)
    }
    expect((await load(own.number)).seq).toBe(request.seq)
  })

  test('does nothing on a request that it cannot see, and learns nothing of it', async () => {
    if (mayRead(role, 'matter', foreign)) return
    for (const command of ['sign', 'dispatch', 'confirm-redirect', 'open-callback']) {
      const reply = await house.post(`/requests/${foreign.number}/${command}`, { token: await house.tokenOf(role) })
      expect({ status: reply.status, code: reply.json.code, state: reply.json.state }).toEqual({
        status: 404,
        code: 'request_not_found',
        state: undefined,
      })
    }
  })

  test('sees of identity what core says, and every look is written down', async () => {
    const looks = async () =>
      house.rows('select * from identity.access_record where number = $1 order by id', [own.number])
    const before = (await looks()).length
    const reply = await read(own, '/identity?purpose=contact')
    const fields = [
      ...(mayRead(role, 'identity', own) ? ['name', 'phone', 'email'] : []),
      ...(mayRead(role, 'door', own) ? ['door'] : []),
      ...(mayRead(role, 'own_words', own) ? ['ownWords'] : []),
    ]
    const sees = mayRead(role, 'matter', own)
    expect(reply.status).toBe(!sees ? 404 : fields.length === 0 ? 403 : 200)
    if (reply.status === 200) expect(Object.keys(reply.json.identity)).toEqual(fields)
    else expect(reply.text).not.toContain('13800138000')
    const after = await looks()
    expect(after).toHaveLength(before + 1)
    const shown = sees && fields.length > 0 ? fields.join(' ') : 'refused'
    expect(after.at(-1)).toMatchObject({ actor_role: role, purpose: 'contact', fields: shown })
  })

  test('files requests only where that is its work', async () => {
    const reply = await house.post('/requests', { token: await house.tokenOf(role), body: { matter: '路灯' } })
    expect(reply.status).toBe(role === 'intake_agent' || role === 'shift_lead' ? 201 : 403)
  })

  test('P03 has no queue of another unit', async () => {
    const reply = await house.get('/requests?unit=west-lake', { token: await house.tokenOf(role) })
    expect(reply.status === 400 || reply.json.requests.length === 0).toBe(true)
  })
})

test('who calls back is told nowhere which unit they ask about', async () => {
  const { number } = await house.file()
  const at = `/requests/${number}`
  const [dispatcher, head, caller] = await Promise.all(
    (['dispatcher', 'unit_head', 'callback_agent'] as const).map((role) => house.tokenOf(role)),
  )
  const evidence = ['a1']
  const done = { result: '好', publicReply: '好', evidence, solved: 'yes', requesterInformed: true }
  await house.post(`${at}/dispatch`, { token: dispatcher })
  await house.post(`${at}/sign`, { token: head })
  await house.post(`${at}/record-contact`, { token: head, body: { means: 'phone', reached: true } })
  await house.post(`${at}/reply`, { token: head, body: done })
  const late = await house.post(`${at}/record-attempt`, { token: caller, body: { result: 'busy' } })
  const open = async (): Promise<void> => {
    house.wait(30 * 24 * 3_600_000)
    const opened = await execute(house.app, systemActor, number, { name: 'openCallback', input: {} })
    expect(opened).toMatchObject({ ok: true })
  }
  await open()
  const answer = { contacted: true, resolved: false, satisfaction: 'dissatisfied' }
  const answered = await house.post(`${at}/record-callback`, { token: caller, body: answer })
  await open()
  const attempt = await house.post(`${at}/record-attempt`, { token: caller, body: { result: 'busy' } })
  const read = await house.get(at, { token: caller })
  expect(late.json).toMatchObject({ code: 'move_not_allowed', lastChange: { role: 'unit_head' } })
  expect([answered.status, attempt.status, read.status]).toEqual([200, 200, 200])
  expect(read.json.callbacks).toHaveLength(2)
  for (const reply of [late, answered, attempt, read]) expect(reply.text).not.toContain('east-river')
})

describe('a requester', () => {
  test('who comes too late is told what concerns them alone', async () => {
    const { number, accessCode } = await house.file()
    await house.post(`/requests/${number}/dispatch`, { token: await house.tokenOf('dispatcher') })
    const measure = { token: await house.tokenOf('shift_lead'), body: {} }
    expect((await house.post(`/requests/${number}/urge`, measure)).status).toBe(200)
    const stale = { 'access-code': accessCode, 'if-match': '"1"' }
    const reply = await house.post(`/requests/${number}/add-fact`, { headers: stale, body: { fact: '又坏了' } })
    expect(reply.status).toBe(412)
    expect(reply.text).not.toContain('supervised')
  })

  const withCode = (code = ownCode) => ({ headers: { 'access-code': code } })

  test('reads what concerns them, by number and code in any spelling', async () => {
    for (const code of [ownCode, ownCode.toLowerCase(), `${ownCode.slice(0, 4)}-${ownCode.slice(4)}`]) {
      expect((await house.get(`/requests/${own.number}`, withCode(code))).status).toBe(200)
    }
    const timeline = await house.get(`/requests/${own.number}/timeline`, withCode())
    expect(timeline.json.entries.map((entry: { type: string }) => entry.type)).toEqual(['registered', 'dispatched'])
    expect(timeline.text).not.toContain('actorId')
    expect(timeline.text).not.toContain('reasons')
  })

  test('opens no other request with it', async () => {
    expect((await house.get(`/requests/${foreign.number}`, withCode())).status).toBe(403)
    expect((await house.get('/requests', withCode())).status).toBe(401)
  })

  test('adds a fact, masked, and withdraws; makes no move of the hotline', async () => {
    const { number, accessCode } = await house.file()
    const at = `/requests/${number}`
    const own = { 'access-code': accessCode }
    expect(
      (await house.post(`${at}/add-fact`, { headers: own, body: { fact: '又坏了，电话13800138000' } })).status,
    ).toBe(200)
    expect((await house.post(`${at}/dispatch`, { headers: own })).status).toBe(403)
    expect((await house.post(`${at}/withdraw`, { headers: own, body: { reason: 'solved-itself' } })).json.state).toBe(
      'withdrawn',
    )
    const seen = await house.get(`${at}/timeline`, { token: await house.tokenOf('dispatcher') })
    expect(seen.text).toContain('又坏了，电话***')
  })

  test('tracks by number and code; ten wrong tries close the number for an hour, whoever knows better', async () => {
    const { number, accessCode } = await house.file()
    const track = (code: string) => house.post('/track', { body: { number, accessCode: code } })
    expect((await track(accessCode)).json).toMatchObject({ number, state: 'pending_dispatch' })
    for (let tries = 0; tries < 10; tries += 1) {
      const wrong = await track('22222222')
      expect({ status: wrong.status, code: wrong.json.code }).toEqual({ status: 403, code: 'access_code_wrong' })
    }
    const blocked = await track(accessCode)
    expect({ status: blocked.status, code: blocked.json.code }).toEqual({ status: 429, code: 'too_many_tries' })
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(3_500)
    house.wait(3_600_001)
    expect((await track(accessCode)).status).toBe(200)
  })

  test('learns nothing by guessing numbers', async () => {
    const absent = await house.post('/track', { body: { number: '26112299999990', accessCode: '22222222' } })
    const wrong = await house.post('/track', { body: { number: own.number, accessCode: '22222222' } })
    expect(absent.status).toBe(403)
    expect(absent.json.code).toBe(wrong.json.code)
    expect(absent.json.title).toBe(wrong.json.title)
  })
})
