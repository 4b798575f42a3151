import { beforeAll, describe, expect, it } from 'vitest'
import { isUnavailable } from '../../src/http/fault.ts'
import { HOUR } from '../../src/core/time.ts'
import { of, hotline } from '../support/world.ts'
import { openSite, type Site } from './support/site.ts'
import { staffVisitor, visitor, type Visitor } from './support/visitor.ts'

let site: Site
beforeAll(async () => {
  site = await openSite({ isUnavailable })
})

const answers = {
  step: 'check',
  go: 'send',
  requestType: 'complaint',
  matter: '楼下路灯不亮 <b>&"</b>',
  district: 'A1',
  street: '临河',
  address: '临河路',
  confidentiality: 'normal',
  name: '王某',
  phone: '13800138000',
  door: '',
}

async function file(citizen: Visitor, more: Partial<typeof answers> = {}) {
  const formKey = (await citizen.get('/report')).hidden('formKey')
  const sent = await citizen.post('/report', { ...answers, formKey, ...more })
  const [number = '', code = ''] = (citizen.cookies.get('opened_request') ?? '').split('.')
  return { formKey, sent, number, code }
}

const numberOfRequests = () => site.house.value<string>('select count(*) from service_request')

describe('every page', () => {
  const open = ['/', '/report', '/track', '/report/done', '/scores', '/staff/sign-in', '/nowhere']

  it.each(open)(
    '%s has no script of its own and says so to the browser: what makes it alive is one file',
    async (path) => {
      const page = await visitor(site).get(path)
      const scripts = page.html.match(/<script[^>]*>[^<]*/g) ?? []
      expect(scripts.every((script) => /^<script type="module" src="\/assets\/[\w.-]+\.js">$/.test(script))).toBe(true)
      expect(scripts.length).toBeLessThanOrEqual(1)
      expect(page.html).not.toMatch(/javascript:|\son\w+=|style="/)
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      // Pages of the desks place their pop-ups by attributes of style; none may run what is not ours.
      const policy = page.headers.get('content-security-policy')?.replace("style-src-attr 'unsafe-inline'", '')
      expect(policy).not.toContain('unsafe')
      expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  it.each(open)('%s speaks the language that is wished for, asked for, or remembered', async (path) => {
    const person = visitor(site, 'en')
    expect((await person.get(path)).html).toContain('<html lang="en"')
    expect((await person.get(`${path}?lang=zh-CN`)).html).toContain('<html lang="zh-CN"')
    expect((await person.get(path)).html).toContain('<html lang="zh-CN"')
    expect((await person.get(`${path}?lang=xx`)).html).toContain('<html lang="zh-CN"')
  })

  it('is larger for those who want it, and remembers', async () => {
    const person = visitor(site)
    await person.get('/?elder=1')
    expect((await person.get('/track')).html).toContain('class="elder"')
    await person.get('/?elder=0')
    expect((await person.get('/track')).html).not.toContain('class="elder"')
  })

  it('that does not exist is a page all the same', async () => {
    const page = await visitor(site, 'en').get('/no/such/page')
    expect(page.status).toBe(404)
    expect(page.html).toContain('This page does not exist')
    expect((await visitor(site).post('/no/such/page', { a: 'b' })).status).toBe(404)
  })

  it.each(['/report.data', '/_root.data', '/__manifest?paths=/', '/%E0%A4%A', '/nowhere.data'])(
    'has one address only: %s is none',
    async (path) => {
      expect((await visitor(site).get(path)).status).toBe(404)
    },
  )

  it('leads to no other site by its own links', async () => {
    const page = await visitor(site).get('//evil.test/')
    expect(page.html).not.toContain('href="//')
    expect(page.html).not.toContain('action="//')
  })

  it('is looked at or sent a form: other methods are refused, and none of it is a fault of ours', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      expect((await fetch(site.url, { method })).status).toBe(405)
    }
    expect((await fetch(site.url, { method: 'HEAD' })).status).toBe(200)
    const post = await visitor(site).post('/', { a: 'b' })
    expect([post.status, post.html.includes('无法处理这次提交')]).toEqual([405, true])
    expect(site.faults).toEqual([])
  })

  it('finds its style under a name that may be kept', async () => {
    const [, style = ''] = /href="(\/assets\/[^"]+\.css)"/.exec((await visitor(site).get('/')).html) ?? []
    const file = await visitor(site).get(style)
    expect(file.status).toBe(200)
    expect(file.headers.get('cache-control')).toContain('immutable')
    expect((await visitor(site).get('/assets/entry.client.js')).status).toBe(404)
  })
})

describe('a form', () => {
  it('of another site does nothing', async () => {
    const before = await numberOfRequests()
    const page = await visitor(site).post('/report', answers, {
      'sec-fetch-site': 'cross-site',
      origin: 'http://evil.test',
    })
    expect(page.status).toBe(403)
    expect(page.html).toContain('没有保存')
    expect(await numberOfRequests()).toBe(before)
  })

  it('that is none, or is huge, is refused and is no fault', async () => {
    const person = visitor(site)
    expect((await person.post('/report', { matter: 'x'.repeat(600_000) })).status).toBe(413)
    const json = {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    }
    expect((await fetch(`${site.url}/report`, json)).status).toBe(415)
    expect((await fetch(`${site.url}/report`, { ...json, method: 'PUT' })).status).toBeLessThan(500)
    expect(site.faults).toEqual([])
  })
})

describe('a report', () => {
  it('is filed once however often it is sent', async () => {
    const citizen = visitor(site)
    const { formKey, sent, number } = await file(citizen)
    expect([sent.status, sent.to]).toEqual([302, '/report/done'])
    const before = await numberOfRequests()
    await Promise.all([1, 2, 3].map(() => citizen.post('/report', { ...answers, formKey })))
    expect(citizen.cookies.get('opened_request')).toContain(number)
    expect(await numberOfRequests()).toBe(before)
  })

  it('keeps every answer from step to step, with what was typed shown as it was typed', async () => {
    const citizen = visitor(site)
    const what = await citizen.post('/report', { ...answers, step: 'what', go: 'next', street: '' })
    expect(what.hidden('matter')).toBe('楼下路灯不亮 &lt;b&gt;&amp;&quot;&lt;/b&gt;')
    const wrong = await citizen.post('/report', { ...answers, step: 'place', go: 'next', phone: '1380013800O' })
    expect(wrong.status).toBe(400)
    expect(wrong.html).toContain('1380013800O')
    expect(wrong.html).toContain('href="#report-phone"')
    expect(wrong.hidden('matter')).toBe(what.hidden('matter'))
    const back = await citizen.post('/report', { ...answers, step: 'place', go: 'what', phone: 'still wrong' })
    expect(back.status).toBe(200)
    expect(back.hidden('phone')).toBe('still wrong')
  })

  it('switches its language without losing a word', async () => {
    const page = await visitor(site).post('/report?lang=en', { ...answers, step: 'place', keep: '1', phone: 'half' })
    expect(page.status).toBe(200)
    expect(page.html).toContain('<html lang="en"')
    expect(page.html).toContain('value="half"')
  })

  it('that skips a step is sent back to it', async () => {
    const page = await visitor(site).post('/report', { ...answers, matter: '' })
    expect(page.status).toBe(400)
    expect(page.html).toContain('href="#report-matter"')
  })

  it('shows its number and code once more after a refresh, and to nobody else', async () => {
    const citizen = visitor(site)
    const { code } = await file(citizen)
    expect((await citizen.get('/report/done')).html).toContain(code)
    expect((await citizen.get('/report/done')).html).toContain(code)
    expect((await visitor(site).get('/report/done')).html).not.toContain(code)
  })
})

describe('tracking', () => {
  it('opens with number and code as people type them, and only with both', async () => {
    const { number, code } = await file(visitor(site))
    const person = visitor(site)
    const spaced = `${number.slice(0, 6)}-${number.slice(6, 13)} ${number.slice(13)}`
    const opened = await person.post('/track', { number: spaced, code: ` ${code.toLowerCase()}` })
    expect(opened.to).toBe('/track/request')
    expect((await person.get('/track/request')).html).toContain('楼下路灯不亮 &lt;b&gt;')
    expect((await visitor(site).get('/track/request')).to).toBe('/track')
    expect((await visitor(site).post('/track', { number, code: '' })).status).toBe(400)
    expect((await visitor(site).post('/track', { number: '12', code })).status).toBe(400)
  })

  it('counts wrong codes: after ten in an hour even the right one waits', async () => {
    const { number, code } = await file(visitor(site))
    const person = visitor(site)
    for (let tried = 0; tried < 10; tried += 1) {
      expect((await person.post('/track', { number, code: 'AAAAAAAA' })).status).toBe(403)
    }
    expect((await person.post('/track', { number, code })).status).toBe(429)
    site.house.wait(HOUR + 1)
    expect((await person.post('/track', { number, code })).to).toBe('/track/request')
  })

  it('lets the requester add, withdraw and report again', async () => {
    const citizen = visitor(site)
    const { number } = await file(citizen)
    const page = await citizen.get('/track/request')
    const seq = page.hidden('seq')
    const added = await citizen.post('/track/request', { seq, command: 'addFact', 'addFact.fact': '又坏了一盏' })
    expect(added.to).toBe('/track/request?done=addFact')
    const withdrawal = { command: 'withdraw', 'withdraw.reason': 'solved-itself' }
    const stale = await citizen.post('/track/request', { seq, ...withdrawal, 'withdraw.words': '不用了' })
    expect(stale.status).toBe(412)
    expect(stale.html).toContain('不用了')
    await citizen.post('/track/request', { seq: stale.hidden('seq'), ...withdrawal })
    expect((await site.house.request(number)).state).toBe('withdrawn')
    const ended = await citizen.get('/track/request')
    const reopening = { formKey: ended.hidden('formKey'), command: 'reopen' }
    expect((await citizen.post('/track/request', { ...reopening, 'reopen.fact': ' ' })).status).toBe(400)
    const again = await citizen.post('/track/request', { ...reopening, 'reopen.fact': '又坏了' })
    expect(again.to).toBe('/report/done')
    const [later = ''] = (citizen.cookies.get('opened_request') ?? '').split('.')
    expect((await site.house.request(later)).earlierNumber).toBe(number)
  })

  it('forgets the request when it is left', async () => {
    const citizen = visitor(site)
    await file(citizen)
    await citizen.post('/track/request', { leave: '1' })
    expect((await citizen.get('/track/request')).to).toBe('/track')
  })
})

describe('staff', () => {
  it('signs in with a token, comes back to where it was going, and out again', async () => {
    const person = visitor(site)
    const closed = await person.get('/staff/requests/26030200000010?x=1')
    expect(closed.to).toBe('/staff/sign-in?then=%2Fstaff%2Frequests%2F26030200000010%3Fx%3D1')
    expect((await person.post('/staff/sign-in', { token: 'wrong' })).status).toBe(403)
    const token = await site.token('dispatcher')
    expect((await person.post('/staff/sign-in', { token, then: 'https://evil.test/' })).to).toBe('/staff')
    expect((await person.post('/staff/sign-in', { token, then: '//evil.test' })).to).toBe('/staff')
    expect((await person.post('/staff/sign-in', { token, then: '/staff/calls' })).to).toBe('/staff/calls')
    expect((await person.get('/staff')).to).toMatch(/^\/staff\/\w+$/)
    await person.post('/staff/sign-out', {})
    expect((await person.get('/staff')).to).toContain('/staff/sign-in')
  })

  it('is told when a session has ended', async () => {
    const person = await staffVisitor(site, await site.token('dispatcher'))
    site.house.wait(2 * HOUR)
    const page = await person.get('/staff')
    expect(page.to).toContain('ended=1')
    expect((await person.get(page.to ?? '')).html).toContain('登录已过期')
  })

  it('sees no request that is not its own: the answer is that there is none', async () => {
    const number = await site.house.register()
    await site.house.run(number, hotline('dispatcher'), 'dispatch', {})
    const own = await staffVisitor(site, await site.token('unit_head', 'east-river'))
    const other = await staffVisitor(site, await site.token('unit_head', 'west-lake'))
    expect((await own.get(`/staff/requests/${number}`)).status).toBe(200)
    expect((await own.get('/staff/queue')).html).toContain(`/staff/requests/${number}`)
    expect((await other.get(`/staff/requests/${number}`)).status).toBe(404)
    expect((await other.post(`/staff/requests/${number}`, { command: 'sign', seq: '2' })).status).toBe(404)
    expect((await other.get('/staff/queue')).html).not.toContain(number)
    expect((await other.get('/staff/requests/x')).status).toBe(404)
  })

  it('keeps what was typed when the request has moved on meanwhile', async () => {
    const number = await site.house.register()
    await site.house.run(number, hotline('dispatcher'), 'dispatch', {})
    const head = await staffVisitor(site, await site.token('unit_head', 'east-river'))
    const page = await head.get(`/staff/requests/${number}`)
    await site.house.run(number, of('east-river', 'unit_handler'), 'sign', {})
    const typed = { 'object.ground': 'not-our-duty', 'object.legalBasis': '第十二条第三款' }
    const stale = await head.post(`/staff/requests/${number}`, { ...typed, seq: page.hidden('seq'), command: 'object' })
    expect(stale.status).toBe(412)
    expect(stale.html).toContain('第十二条第三款')
    const done = await head.post(`/staff/requests/${number}`, { ...typed, seq: stale.hidden('seq'), command: 'object' })
    expect(done.to).toBe(`/staff/requests/${number}?done=object`)
  })

  it('is refused in words where the rule says no', async () => {
    const number = await site.house.register({ serviceCode: null })
    const dispatcher = await staffVisitor(site, await site.token('dispatcher'), 'en')
    const page = await dispatcher.get(`/staff/requests/${number}`)
    const seq = page.hidden('seq')
    const unclassified = await dispatcher.post(`/staff/requests/${number}`, { seq, command: 'dispatch' })
    expect(unclassified.status).toBe(409)
    const empty = await dispatcher.post(`/staff/requests/${number}`, { seq, command: 'classify' })
    expect(empty.status).toBe(400)
    expect(empty.html).toContain('href="#request-classify.serviceCode"')
    expect((await dispatcher.post(`/staff/requests/${number}`, { seq, command: 'nonsense' })).status).toBe(400)
  })

  it('opens identity for a purpose only, and every look is written down', async () => {
    const number = await site.house.register()
    const agent = await staffVisitor(site, await site.token('intake_agent'))
    const path = `/staff/requests/${number}`
    expect((await agent.get(path)).html).not.toContain('+8613800000000')
    expect((await agent.post(path, { command: 'reveal' })).status).toBe(400)
    const shown = await agent.post(path, { command: 'reveal', 'identity.purpose': 'contact' })
    expect(shown.html).toContain('+8613800000000')
    const looks = await site.house.asOwner('select purpose from identity.access_record where number = $1', [number])
    expect(looks.map(({ purpose }) => purpose)).toEqual(['contact'])
    const dispatcher = await staffVisitor(site, await site.token('dispatcher'))
    const refused = await dispatcher.post(path, { command: 'reveal', 'identity.purpose': 'contact' })
    expect(refused.html).not.toContain('+8613800000000')
  })

  it('pages through a queue by key, and filters by address', async () => {
    const numbers: string[] = []
    for (let count = 0; count < 30; count += 1)
      numbers.push(await site.house.register({ serviceCode: 'border-noise', level: 'L4' }))
    const dispatcher = await staffVisitor(site, await site.token('dispatcher'))
    const seen: string[] = []
    let path: string | undefined = '/staff/queue?level=L4'
    for (let page = 0; path !== undefined && page < 10; page += 1) {
      const { html } = await dispatcher.get(path)
      seen.push(...[...html.matchAll(/\/staff\/requests\/(\d{14})/g)].map(([, number = '']) => number))
      path = /class="pages">.*?href="(\/staff\/queue\?[^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.toSorted()).toEqual(numbers.toSorted())
    expect((await dispatcher.get('/staff/queue?level=nonsense&after=nonsense&state=%00')).status).toBe(200)
  })

  it('registers a call with its service, once a form', async () => {
    const agent = await staffVisitor(site, await site.token('intake_agent'))
    const formKey = (await agent.get('/staff/calls')).hidden('formKey')
    const call = {
      formKey,
      matter: '街上有垃圾，我叫李四，电话13900139000',
      phone: '13900139000',
      areaCode: 'River · A11',
      requestType: 'complaint',
      requesterKind: 'person',
      confidentiality: 'normal',
    }
    const found = await agent.post('/staff/calls', { ...call, go: 'search' })
    expect(found.html).toContain('value="street-litter"')
    expect(found.html).toContain('街上有垃圾')
    const before = Number(await numberOfRequests())
    const done = await agent.post('/staff/calls', { ...call, go: 'register', serviceCode: 'street-litter' })
    expect(done.html).toMatch(/\d{6}-\d{7}-\d/)
    await agent.post('/staff/calls', { ...call, go: 'register', serviceCode: 'street-litter' })
    expect(Number(await numberOfRequests())).toBe(before + 1)
    const dispatcher = await staffVisitor(site, await site.token('dispatcher'))
    expect((await dispatcher.get('/staff/calls')).status).toBe(403)
  })
})

describe('scores', () => {
  it('are shown for a period, and a nonsense period is told so', async () => {
    const page = await visitor(site, 'en').get('/scores?period=2026-02')
    expect(page.html).toContain('Jan 19, 2026 to Feb 18, 2026')
    expect(page.html).toContain('tiny-scheme-1')
    // The house's clock stands in March: what is shown first is the period that has ended.
    expect((await visitor(site, 'en').get('/scores')).html).toContain('Jan 19, 2026 to Feb 18, 2026')
    const nonsense = await visitor(site, 'en').get('/scores?period=2026-13')
    expect([nonsense.status, nonsense.html.includes('year-month')]).toEqual([200, true])
  })
})
