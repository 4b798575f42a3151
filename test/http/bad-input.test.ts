import { beforeAll, describe, expect, test } from 'vitest'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'
import { badIntakes, body } from './support/bad-intakes.ts'

let house: ApiHouse
let agent: string

beforeAll(async () => {
  house = await openApiHouse()
  agent = await house.tokenOf('intake_agent')
})

const count = async () => Number((await house.rows('select count(*) from service_request'))[0]?.['count'])

describe('filing a request', () => {
  test.each(badIntakes)('%s %s', async (_id, _what, options, expected) => {
    const before = await count()
    const reply = await house.post('/requests', { token: agent, ...options })
    expect({ status: reply.status, code: reply.json.code }).toEqual({ status: expected.status, code: expected.code })
    if (expected.field !== undefined)
      expect(reply.json.errors[0]).toMatchObject({ field: expected.field, code: expected.code })
    expect(await count()).toBe(before + (expected.status === 201 ? 1 : 0))
  })

  test('nothing was a fault of ours, and no prototype was touched', () => {
    expect(house.faults).toEqual([])
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
  })

  test('H06 every fault is told at once', async () => {
    const reply = await house.post('/requests', { token: agent, body: { status: 'resolved', unitId: 9, score: 100 } })
    expect(reply.status).toBe(422)
    expect(reply.json.code).toBe('invalid_input')
    expect(reply.json.errors.map((error: { field: string; code: string }) => `${error.field} ${error.code}`)).toEqual([
      'status unknown_field',
      'unitId unknown_field',
      'score unknown_field',
      'matter required',
    ])
  })

  test('a citizen may not name the channel or the urgency', async () => {
    for (const field of ['channel', 'level']) {
      const reply = await house.post('/requests', { body: body({ [field]: 'L1' }) })
      expect(reply.json).toMatchObject({ code: 'unknown_field', status: 422 })
    }
  })
})

describe('what was written is read back', () => {
  const matters = [
    '\u{20BB7}野家 \u{30000}\u{31350}',
    '葛\u{E0100}城',
    'ئۇيغۇر བོད་ཡིག ᠮᠣᠩᠭᠣᠯ',
    '🇨🇳👍🏽',
    '一\r\n二\n\n三\nid: 1\ndata: forged',
    '&#x27; & | ! ( ) :* <-> %%% ____ $..*',
    '"><iframe srcdoc>',
  ]
  test.each(matters)('%j', async (matter) => {
    const { number } = await house.file({ matter })
    const reply = await house.get(`/requests/${number}`, { token: await house.tokenOf('dispatcher') })
    expect(reply.json.matter).toBe(matter)
  })

  test('U17 U35 composed, and without hidden tags', async () => {
    const { number } = await house.file({ matter: 'cafe\u0301 好\u{E0041}\u{E0042}的' })
    const reply = await house.get(`/requests/${number}`, { token: await house.tokenOf('dispatcher') })
    expect(reply.json.matter).toBe('café 好的')
  })

  test('U17 a key means the same with composed and decomposed letters', async () => {
    const headers = { 'idempotency-key': 'composed' }
    const first = await house.post('/requests', { token: agent, headers, body: body({ matter: 'café' }) })
    const second = await house.post('/requests', { token: agent, headers, body: body({ matter: 'cafe\u0301' }) })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
  })

  test('names, phones and doors are masked in the working text and kept in the sealed one', async () => {
    const matter = '我是王小明，电话13800138000，住3号楼2单元501室'
    const { number, accessCode } = await house.file({ matter, requester: { name: '王小明', phone: '138 0013 8000' } })
    const seen = await house.get(`/requests/${number}`, { token: await house.tokenOf('dispatcher') })
    expect(seen.json.matter).toBe('我是***，电话***，住***')
    const own = await house.get(`/requests/${number}/identity?purpose=correct`, {
      headers: { 'access-code': accessCode },
    })
    expect(own.json.identity).toMatchObject({ name: '王小明', phone: '+8613800138000', ownWords: matter })
    const stored = JSON.stringify([
      await house.rows('select body from event_text where number = $1', [number]),
      await house.rows('select body from journal_entry where number = $1', [number]),
      await house.rows(`select encode(sealed, 'escape') from identity.requester where number = $1`, [number]),
    ])
    for (const secret of ['王小明', '13800138000', '501室']) expect(stored).not.toContain(secret)
  })
})

describe('addresses', () => {
  test.each([
    ['H24', '/requests?state=%00', 400, 'malformed_address'],
    ['H24b', '/requests/%00', 400, 'malformed_address'],
    ['H26', '/requests/%ZZ', 400, 'malformed_address'],
    ['H26b', '/requests?state=%', 400, 'malformed_address'],
    ['H26c', '/requests/%ff%fe', 400, 'malformed_address'],
    ['H28', `/requests?a${'[b]'.repeat(1000)}=1`, 400, 'invalid_filter'],
    ['H28b', '/requests?a[b][c]=1', 400, 'unknown_filter'],
    ['I04', '/requests?state=%25%25____', 400, 'invalid_filter'],
    ['I08', '/requests?$..*=1', 400, 'unknown_filter'],
    ['I28', '/requests/..%2f..%2fetc%2fpasswd', 404, 'request_not_found'],
    ['I28b', '/requests/26112200000128', 404, 'request_not_found'],
    ['I28c', '/nothing/here', 404, 'page_not_found'],
    ['A25', '/requests?token=abc', 400, 'unknown_filter'],
    ['T19b', '/requests?limit=many', 400, 'invalid_filter'],
    ['T19c', '/requests?limit=0', 400, 'invalid_filter'],
    ['T19d', '/requests?limit=-1', 400, 'invalid_filter'],
    ['T19e', '/requests?limit=1&limit=2', 400, 'invalid_filter'],
    ['X10', '/requests?cursor=AAAA', 400, 'invalid_filter'],
    ['X11', '/requests?level=L9', 400, 'invalid_filter'],
    ['T01', '/catalogue?on=2026-02-29', 422, 'invalid_date'],
    ['T05', '/catalogue?on=9999-01-01', 422, 'out_of_range'],
    ['T01b', '/scores?period=2026-13', 422, 'invalid_date'],
    ['T05b', '/scores?period=0000-01', 422, 'out_of_range'],
    ['I26', '/scores?period=2026-11%0d%0aset-cookie:a=b', 422, 'invalid_date'],
  ])('%s %s', async (_id, path, status, code) => {
    const reply = await house.get(path, { token: agent })
    expect({ status: reply.status, code: reply.json.code }).toEqual({ status, code })
  })

  test('T19 a page is never longer than 200, and says so', async () => {
    const reply = await house.get('/requests?limit=1000000', { token: agent })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('page-limit')).toBe('200')
  })

  test('a method that is not there is named, with those that are', async () => {
    const reply = await house.call('DELETE', '/requests')
    expect(reply.status).toBe(405)
    expect(reply.headers.get('allow')).toBe('GET, HEAD, POST')
  })
})

describe('commands', () => {
  const unit = () => house.tokenOf('unit_head', 'east-river')
  const reply = { result: '已修', publicReply: '已修好', evidence: ['doc-1'], solved: 'yes', requesterInformed: true }
  let number: string

  beforeAll(async () => {
    ;({ number } = await house.file())
    await house.post(`/requests/${number}/dispatch`, { token: await house.tokenOf('dispatcher') })
    await house.post(`/requests/${number}/sign`, { token: await unit() })
  })

  test.each([
    ['L03', 'reply', { ...reply, evidence: [] }, 422, 'evidence_required'],
    ['L03b', 'reply', { ...reply, evidence: undefined }, 422, 'evidence_required'],
    ['L05', 'record-contact', { means: 'phone', reached: true, at: '2020-01-01T00:00:00Z' }, 422, 'unknown_field'],
    ['I12', 'reply', { ...reply, evidence: ['javascript:alert(1)'] }, 422, 'url_scheme'],
    ['P05', 'record-contact', { means: 'phone', reached: true, requester: { phone: '1' } }, 422, 'unknown_field'],
    ['X20', 'record-contact', { means: 'pigeon', reached: true }, 422, 'not_a_choice'],
    ['X21', 'record-contact', { means: 'phone', reached: 'yes' }, 422, 'invalid_type'],
    ['X22', 'add-assist', { unitCode: 'housing' }, 422, 'required'],
    [
      'X23',
      'request-extension',
      { reason: 'weather', amount: 1.5, requesterInformed: true, explanation: 'x' },
      422,
      'number',
    ],
    [
      'X24',
      'request-extension',
      { reason: 'weather', amount: 0, requesterInformed: true, explanation: 'x' },
      422,
      'range',
    ],
    ['X25', 'reply', { ...reply, evidence: Array.from({ length: 21 }, (_, index) => `d${index}`) }, 422, 'too_long'],
    ['X26', 'reply', { ...reply, evidence: [7] }, 422, 'invalid_type'],
    ['X27', 'reply', { ...reply, publicReply: '\u200b' }, 422, 'required'],
    ['X28', 'reply', reply, 409, 'move_not_allowed'],
    ['X29', 'dispatch', {}, 409, 'move_not_allowed'],
    ['X30', 'resolve', {}, 404, 'page_not_found'],
  ])('%s %s', async (_id, resource, input, status, code) => {
    const answer = await house.post(`/requests/${number}/${resource}`, { token: await unit(), body: input })
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code })
  })

  test('L01 of two dispatchers one wins, and the other sees who was faster', async () => {
    const other = (await house.file()).number
    const token = await house.tokenOf('dispatcher')
    const answers = await Promise.all([1, 2].map(() => house.post(`/requests/${other}/dispatch`, { token })))
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    const lost = answers.find(({ status }) => status === 409)
    expect(lost?.json).toMatchObject({ state: 'dispatched', lastChange: { type: 'dispatched', role: 'dispatcher' } })
    const orders = await house.rows('select 1 from work_order where number = $1', [other])
    expect(orders).toHaveLength(1)
  })

  test('L15 an answer is given once', async () => {
    const finished = (await house.file()).number
    const head = await unit()
    const at = `/requests/${finished}`
    await house.post(`${at}/dispatch`, { token: await house.tokenOf('dispatcher') })
    await house.post(`${at}/sign`, { token: head })
    await house.post(`${at}/record-contact`, { token: head, body: { means: 'phone', reached: true } })
    expect((await house.post(`${at}/reply`, { token: head, body: reply })).status).toBe(200)
    const denied = await house.post(`${at}/record-callback`, {
      token: await house.tokenOf('callback_agent'),
      body: { contacted: true, resolved: true, satisfaction: 'satisfied' },
    })
    expect(denied.json.code).toBe('move_not_allowed')
  })
})

describe('sentences', () => {
  test('in the reader’s language, with what to do', async () => {
    const send = (language: string) =>
      house.post('/requests', { token: agent, body: {}, headers: { 'accept-language': language } })
    const chinese = await send('zh-CN,zh;q=0.9,en;q=0.8')
    const english = await send('en-GB,zh;q=0.5')
    expect(chinese.json.detail).toBe('此项必填。请填写后再提交。')
    expect(english.json.detail).toBe('This is required. Fill it in and send again.')
    expect(english.headers.get('content-language')).toBe('en')
    expect((await send('fr')).json.detail).toBe(chinese.json.detail)
    expect(english.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  })

  test('U09 the one about GBK tells to use UTF-8', async () => {
    const answer = await house.post('/requests', {
      token: agent,
      raw: '{}',
      headers: { 'content-type': 'application/json;charset=GBK' },
    })
    expect(answer.json.detail).toContain('UTF-8')
    expect(answer.json.title).toMatch(/[\u4e00-\u9fa5]/)
  })

  test('P21 nothing is stored on its way, and nothing is run', async () => {
    const answer = await house.get('/requests', { token: agent })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
  })
})
