import { beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../src/core/calendar/zone.ts'
import { MINUTE } from '../../src/core/time.ts'
import { qrPath } from '../../src/web/citizen/qr.ts'
import { goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { openSite, type Site } from './support/site.ts'
import { visitor, type Visitor } from './support/visitor.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})

const unit = of('east-river')

const requests = async (): Promise<number> =>
  Number(await site.house.value<string>('select count(*) from service_request'))

const answers = {
  matter: '楼下路灯不亮',
  requestType: 'complaint',
  district: 'A1',
  street: '临河',
  address: '临河路',
  confidentiality: 'normal',
  phone: '13800138000',
}

async function multipart(path: string, fields: Readonly<Record<string, string>>, cookie = '') {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return fetch(site.url + path, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'zh-CN', cookie },
  })
}

async function file(citizen: Visitor): Promise<void> {
  const formKey = (await citizen.get('/report')).hidden('formKey')
  await citizen.post('/report', { ...answers, step: 'check', go: 'send', formKey })
}

describe('words that are far too many', () => {
  it('are refused in a sentence, with the first of them still there', async () => {
    const before = await requests()
    const sent = await multipart('/report', {
      ...answers,
      step: 'what',
      go: 'next',
      matter: `开头的话${'很长'.repeat(1_700_000)}`,
    })
    const html = await sent.text()
    expect(sent.status).toBe(413)
    expect(html).toContain('2000')
    expect(html).toContain('<textarea')
    expect(html).toContain('开头的话很长')
    expect(html.length).toBeLessThan(60_000)
    expect(await requests()).toBe(before)
    expect(site.faults).toEqual([])
  })

  it('are shown again on the page of a tracked request too', async () => {
    const citizen = visitor(site)
    await file(citizen)
    const cookie = `opened_request=${citizen.cookies.get('opened_request') ?? ''}`
    const sent = await multipart('/track/request', { 'addFact.fact': '长'.repeat(300_000), command: 'addFact' }, cookie)
    expect(sent.status).toBe(413)
    expect(await sent.text()).toContain('长长长')
  })
})

describe('a tracking cookie that has run out in the middle of a form', () => {
  it('costs no word: the code is asked for once more and the same form goes on', async () => {
    const citizen = visitor(site)
    await file(citizen)
    const [number = '', code = ''] = (citizen.cookies.get('opened_request') ?? '').split('.')
    const typed = { 'addFact.fact': '又坏了一盏灯', command: 'addFact', number, seq: '1' }
    const asked = await multipart('/track/request', typed)
    const html = await asked.text()
    expect(asked.status).toBe(401)
    expect(html).toContain('又坏了一盏灯')
    const wrong = await multipart('/track/request', { ...typed, code: 'AAAAAAAA' })
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).toContain('又坏了一盏灯')
    const right = await multipart('/track/request', { ...typed, code: code.toLowerCase() })
    expect([right.status, right.headers.get('location')]).toEqual([307, '/track/request'])
    const cookie = right.headers.getSetCookie().join('; ')
    expect(cookie).toContain(`opened_request=${number}.${code}`)
    const done = await multipart('/track/request', typed, `opened_request=${number}.${code}`)
    expect(done.headers.get('location')).toContain('done=addFact')
    expect(await site.house.types(number)).toContain('fact_added')
  })
})

describe('a report that waited on the phone', () => {
  it('is filed once however often it is sent, and answers with its number and code', async () => {
    const before = await requests()
    const formKey = 'a'.repeat(22)
    const send = () => visitor(site).post('/report/later', { ...answers, formKey, language: 'en' })
    const [first, second] = [await send(), await send()]
    const one = JSON.parse(first.html) as { ok: boolean; number: string; code: string }
    expect(one).toMatchObject({ ok: true, number: expect.stringMatching(/^\d{14}$/) })
    expect(JSON.parse(second.html)).toEqual(one)
    expect(await requests()).toBe(before + 1)
    expect(await site.house.value('select language from service_request where number = $1', [one.number])).toBe('en')
  })

  it('that lacks something is told what, in its own language', async () => {
    const sent = await visitor(site).post('/report/later', {
      ...answers,
      phone: '',
      formKey: 'b'.repeat(22),
      language: 'en',
    })
    expect(sent.status).toBe(400)
    expect(JSON.parse(sent.html)).toMatchObject({ ok: false, problems: [expect.stringContaining('phone')] })
  })
})

describe('places', () => {
  const ask = async (fields: Readonly<Record<string, string>>) =>
    JSON.parse((await visitor(site).post('/report/place', fields)).html) as { isInCity: boolean; places: unknown[] }

  it('are found by what is typed, inside the district that was chosen', async () => {
    expect((await ask({ words: '临' })).places).toEqual([{ district: 'A1', street: '临河', label: '东区临河' }])
    expect((await ask({ words: '临', district: 'A2' })).places).toEqual([])
    expect((await ask({ words: '我在湖滨路口' })).places).toEqual([
      { district: 'A2', street: '湖滨', label: '西区湖滨' },
    ])
    expect((await ask({ words: '' })).places).toEqual([])
  })

  it('outside of the city are told apart from those inside', async () => {
    expect((await ask({ latitude: '39.5', longitude: '116.5' })).isInCity).toBe(true)
    expect((await ask({ latitude: '31.2', longitude: '121.5' })).isInCity).toBe(false)
  })

  it('of a position stand in for an address, and only inside the city', async () => {
    const send = async (latitude: string): Promise<unknown> => {
      const citizen = visitor(site)
      const formKey = (await citizen.get('/report')).hidden('formKey')
      const place = { district: '', street: '', address: '', latitude, longitude: '116.5' }
      return (await citizen.post('/report', { ...answers, ...place, step: 'check', go: 'send', formKey })).status
    }
    expect([await send('39.51234'), await send('31.2')]).toEqual([302, 400])
    const kept = await site.house.value('select latitude from service_request order by number desc limit 1')
    expect(kept).toBe(39.51234)
  })

  it('can be pointed at on a map of the districts', async () => {
    const map = await visitor(site).get('/report/map')
    expect(map.headers.get('content-type')).toBe('image/svg+xml')
    expect(map.html).toContain('data-district="A1"')
    expect((await visitor(site).get('/report/map?district=nowhere')).status).toBe(404)
  })
})

describe('the home page', () => {
  it('remembers the area that was reported, until the requester leaves', async () => {
    const citizen = visitor(site)
    await file(citizen)
    expect(citizen.cookies.get('area')).toBe('A11')
    await citizen.post('/track/request', { leave: '1' })
    expect([...citizen.cookies.keys()]).not.toContain('area')
  })

  it('says nothing where there is too little to say, and counts what was solved today', async () => {
    expect((await visitor(site).get('/')).html).not.toContain('home-facts')
    const { house } = site
    const number = await house.register()
    await house.run(number, hotline('dispatcher'), 'dispatch', {})
    await house.run(number, unit, 'sign', {})
    await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
    await house.run(number, unit, 'reply', goodReply)
    house.wait(Math.max(0, ((await house.request(number)).callbackDueAt ?? 0) - house.app.clock.now()))
    await house.run(number, system, 'openCallback', {})
    await house.run(number, hotline('callback_agent'), 'recordCallback', goodAnswer)
    // What was read lately is not read again within a minute.
    house.wait(2 * MINUTE)
    expect((await visitor(site).get('/')).html).toMatch(/今天已解决<\/dt><dd>1<\/dd>/)
  })

  it('tells of an area only once enough of its people were asked', async () => {
    const { house } = site
    const citizen = visitor(site)
    citizen.cookies.set('area', 'A11')
    expect((await citizen.get('/')).html).not.toContain('近四周')
    const day = dayOf(house.app.clock.now(), house.app.rulebook.pack.timeZone)
    await house.asOwner(
      `insert into hotline.counter (on_day, unit_code, metric, amount) values ($1, 'east-river', 'valid', 6), ($1, 'east-river', 'resolved', 4)
        on conflict (on_day, unit_code, metric) do update set amount = hotline.counter.amount + excluded.amount`,
      [day],
    )
    house.wait(2 * MINUTE)
    expect((await citizen.get('/')).html).toMatch(/临河近四周<\/dt><dd>回访\d+件，解决\d+件/)
  })
})

describe('the kept form', () => {
  it('has its worker under one address that covers the site', async () => {
    const worker = await visitor(site).get('/service-worker.js')
    expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(worker.html).toContain('/report/offline')
  })
})

describe('the code to scan', () => {
  // Both were read back by a decoder when they were written down.
  it.each([
    ['A', 21],
    ['http://127.0.0.1:12345/track?number=26112200000127', 29],
    ['z'.repeat(106), 37],
  ])('of %s has the size that its length asks for', (text, size) => {
    expect(qrPath(text)?.size).toBe(size)
  })

  it('has its three corners, and is none where the text is too long', () => {
    const path = qrPath('A')?.path ?? ''
    for (const corner of ['M0 0h7', 'M14 0h7', 'M0 14h7', 'M2 2h3', 'M0 20h7']) expect(path).toContain(corner)
    expect(qrPath('a'.repeat(231))).toBeNull()
  })
})
