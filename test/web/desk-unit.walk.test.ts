import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { goodReply } from '../support/flow.ts'
import { hotline, of } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'
import { stopwatch } from './support/stopwatch.ts'
import { staffVisitor } from './support/visitor.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const dispatcher = hotline('dispatcher')
const handler = of('east-river', 'unit_handler')
const head = of('east-river')
const state = async (number: string) => (await site.house.request(number)).state
const types = (number: string) => site.house.types(number)
const until = (ask: () => Promise<boolean>) => expect.poll(ask, { timeout: 15_000 }).toBe(true)
const looks = (number: string): Promise<number> =>
  site.house.value(`select count(*)::integer from identity.access_record where number = $1 and purpose = 'contact'`, [
    number,
  ])

/** An order that waits for the unit: whatever was there before is done. */
async function given(matter: string, more: Parameters<Site['house']['register']>[0] = {}): Promise<string> {
  const { house } = site
  const waiting = await house.asOwner(
    `select number::text from hotline.service_request where lead_unit = 'east-river' and settled_at is null`,
  )
  for (const { number } of waiting)
    await house.run(String(number), hotline('intake_agent'), 'withdraw', { reason: 'mistake' })
  const number = await house.register({ matter, ...more })
  await house.run(number, dispatcher, 'dispatch', {})
  return number
}

async function inHandling(matter: string): Promise<string> {
  const number = await given(matter)
  await site.house.run(number, handler, 'sign', {})
  await site.house.run(number, handler, 'recordContact', { means: 'phone', reached: true, note: '居民在家' })
  return number
}

const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#2a6f4e' } })
    .jpeg()
    .toBuffer()

/** Somebody of the unit at a phone. */
async function atPhone(language: string, path: string): Promise<Page> {
  const page = await atDesk(browser, site, language, { role: 'unit_handler', unit: 'east-river' })
  const cookies = await page.context().cookies()
  await page.context().close()
  const context = await browser.newContext({
    locale: language,
    bypassCSP: true,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  })
  context.setDefaultTimeout(15_000)
  await context.addCookies(cookies)
  const phone = await context.newPage()
  await phone.goto(site.url + path)
  await settled(phone)
  return phone
}

describe.each(['zh-CN', 'en'] as const)('a unit, in %s', (language) => {
  const say = sayIn(language)

  it('calls what is due next and records the contact, by keys, within 15 seconds of a hand', async () => {
    const number = await given('桥头垃圾三天没人清')
    const page = await atDesk(browser, site, language, { role: 'unit_handler', unit: 'east-river' })
    expect(new URL(page.url()).pathname).toBe('/staff/today')
    expect(await page.innerText('.next-card')).toContain('桥头垃圾三天没人清')
    expect(await page.innerText('main')).not.toContain('13800000000')
    await expectGood(page, 'today')

    const watch = stopwatch(page)
    watch.think('what is due next')
    await watch.press('c')
    await page.waitForSelector('.call-panel a[href="tel:+8613800000000"]')
    // Who calls has taken it on, and the look is written down.
    expect(await state(number)).toBe('signed')
    expect(await looks(number)).toBe(1)
    await expectGood(page, 'today: a call')
    watch.think('what was said')
    await watch.press('Alt+1')
    await watch.compose('.call-panel textarea', [
      ['zaijia', '在家'],
      ['xiawu', '下午'],
      ['qukan', '去看'],
    ])
    // An input method's Enter sends nothing.
    expect(await types(number)).not.toContain('contact_recorded')
    await watch.press('Control+Enter')
    await until(async () => (await types(number)).includes('contact_recorded'))
    expect(watch.seconds).toBeLessThanOrEqual(15)
    await page.locator('output.success', { hasText: say('command.recordContact') }).waitFor()
    expect(await page.locator('.call-panel').count()).toBe(0)
    await page.goto(`${site.url}/staff/today/${number}`)
    expect(await page.innerText('.contact-log')).toContain('在家下午去看')
    await page.context().close()
  })

  it('closes with proof by keys: what is missing is said, the answer is read as the citizen will, a photo is enough', async () => {
    const number = await inHandling('垃圾桶满了')
    const page = await atDesk(browser, site, language, { role: 'unit_handler', unit: 'east-river' })
    // The only card is the one that is due next.
    await press(page, 'j', 'Enter')
    await page.waitForURL(`**/staff/today/${number}`)
    await settled(page)
    await expectGood(page, 'case')
    await page.locator('.close-form [name="reply.solved"][value=yes]').focus()
    await press(page, 'Space', 'Alt+r')
    await page.keyboard.type('当天下午清运完毕')
    expect(await page.innerText('.reply-preview')).toContain('当天下午清运完毕')
    expect(await page.innerText('.missing')).toContain(say('case.close.missing.proof'))
    await page.setInputFiles('.close-form input[type=file]', {
      name: 'after.jpg',
      mimeType: 'image/jpeg',
      buffer: await photo(),
    })
    await page.waitForSelector('.close-form .staged img')
    await page.locator('.close-form [name="reply.requesterInformed"][value=yes]').focus()
    await press(page, 'Space')
    expect(await page.innerText('.missing')).toContain(say('case.close.nothing'))
    await press(page, 'Control+Enter')
    await page.waitForURL('**/staff/today?done=reply')
    const request = await site.house.request(number)
    expect(request.state).toBe('replied')
    expect(request.attachments.map(({ kind, unitCode }) => [kind, unitCode])).toEqual([['after', 'east-river']])
    expect(request.workOrders[0]?.repliedAt).not.toBeNull()
    await page.context().close()
  })

  it('keeps everything typed when the reply is refused, and when somebody else was faster', async () => {
    const number = await inHandling('路灯不亮')
    const page = await atDesk(browser, site, language, {
      role: 'unit_handler',
      unit: 'east-river',
      path: `/staff/today/${number}`,
    })
    await page.locator('.close-form [name="reply.solved"][value=no]').focus()
    await press(page, 'Space', 'Alt+r')
    await page.keyboard.type('产权单位另约时间')
    await press(page, 'Control+Enter')
    await page.waitForSelector('.error-summary')
    expect(await page.inputValue('[name="reply.result"]')).toBe('产权单位另约时间')
    expect(await state(number)).toBe('in_handling')
    await expectGood(page, 'case: refused')
    await site.house.run(number, head, 'reply', goodReply)
    await page.locator('.close-form [name="reply.result"]').focus()
    await press(page, 'Control+Enter')
    // What others did stands beside what was typed; nothing was overwritten.
    await page.locator('.conflict', { hasText: say('event.replied') }).waitFor()
    expect(await page.innerText('.conflict')).toContain('产权单位另约时间')
    await expectGood(page, 'case: somebody was faster')
    expect((await types(number)).filter((type) => type === 'replied')).toHaveLength(1)
    await page.context().close()
  })

  it('asks for help with one sentence on what it does', async () => {
    const number = await inHandling('占道经营反复')
    const page = await atDesk(browser, site, language, {
      role: 'unit_head',
      unit: 'east-river',
      path: `/staff/today/${number}`,
    })
    const whistle = page.locator('.help-forms details', { hasText: say('command.whistle') })
    await whistle.locator('summary').focus()
    await press(page, 'Enter')
    expect(await whistle.innerText()).toContain('120')
    await whistle.locator('input[value=key_work]').focus()
    await press(page, 'Space')
    await whistle.locator('[name="whistle.departments"]').first().focus()
    await page.keyboard.type('market')
    await whistle.locator('textarea').focus()
    await page.keyboard.type('联合整治')
    await press(page, 'Control+Enter')
    await until(async () => (await types(number)).includes('whistle_opened'))
    await page.locator('output.success', { hasText: say('command.whistle') }).waitFor()
    const department = await atDesk(browser, site, language, { role: 'unit_head', unit: 'market' })
    expect(await department.innerText('.asked')).toContain('占道经营反复')
    await department.locator('.asked a').first().focus()
    await press(department, 'Enter')
    await department.waitForURL(`**/staff/today/${number}**`)
    await expectGood(department, 'case: asked')
    await department.locator('button[value=acknowledgeWhistle]').focus()
    await press(department, 'Enter')
    await until(async () => (await types(number)).includes('whistle_acknowledged'))
    await Promise.all([page.context().close(), department.context().close()])
  })

  it('on a phone: calls, records, and keeps the note while the network is away', async () => {
    const number = await given('井盖松动')
    const page = await atPhone(language, '/staff/today')
    await page.tap('.next-card button.primary')
    await page.waitForSelector('.call-link')
    await page.fill('.call-panel textarea', '网络断开前写的')
    await page.context().setOffline(true)
    await page.waitForSelector('.note.offline')
    expect(await page.innerText('.note.offline')).toBe(say('case.offline'))
    expect(await page.innerText('.call-panel')).toContain('井盖松动')
    await page.context().setOffline(false)
    await page.waitForSelector('.note.offline', { state: 'detached' })
    await page.reload()
    await settled(page)
    await page.tap('.next-card button:not(.primary)')
    await page.waitForSelector('.call-panel textarea')
    await expect.poll(() => page.inputValue('.call-panel textarea')).toBe('网络断开前写的')
    await page.tap('.chip-choice:has([value=no])')
    await page.tap('.contact-form > button')
    await until(async () => (await types(number)).includes('contact_recorded'))
    await expectGood(page, 'today on a phone')
    await page.goto(`${site.url}/staff/today/${number}`)
    await settled(page)
    await expectGood(page, 'case on a phone')
    await page.context().close()
  })

  it('tells why a citizen who stays unknown cannot be called, and praises an empty desk', async () => {
    const number = await given('举报占道', { confidentiality: 'secret' })
    const page = await atDesk(browser, site, language, { role: 'unit_handler', unit: 'east-river' })
    expect(await page.innerText('.next-card')).toContain(say('today.do.hidden'))
    await press(page, 'c')
    await page.waitForSelector('.contact-form')
    expect(await looks(number)).toBe(0)
    expect(await page.innerText('main')).not.toContain('13800000000')
    await site.house.run(number, hotline('intake_agent'), 'withdraw', { reason: 'mistake' })
    await page.goto(`${site.url}/staff/today`)
    await settled(page)
    expect(await page.innerText('.today-main')).toContain(say('today.empty'))
    await expectGood(page, 'today: nothing to do')
    await page.context().close()
  })

  it('gives orders to a handler by number', async () => {
    const number = await given('绿化带破损')
    const account = await site.token('unit_handler', 'east-river')
    expect(account).not.toBe('')
    const page = await atDesk(browser, site, language, { role: 'unit_head', unit: 'east-river', path: '/staff/team' })
    await page.locator('.rows-all [role=row]', { hasText: '绿化带破损' }).waitFor()
    await expectGood(page, 'team')
    await press(page, 'j')
    await page.locator('.assign-line button:enabled').first().waitFor()
    await press(page, '1')
    await page.locator('.toast').waitFor()
    await until(async () => (await site.house.request(number)).workOrders[0]?.handler !== null)
    await page.context().close()
  })
})

it('works before any script runs: the same call, the same record', async () => {
  const number = await given('无脚本也能联系')
  const visitor = await staffVisitor(site, await site.token('unit_handler', 'east-river'), 'en')
  const called = await visitor.post('/staff/today', { number, command: 'call' })
  expect(called.html).toContain('href="tel:+8613800000000"')
  const recorded = await visitor.post('/staff/today', {
    number,
    seq: called.hidden('seq'),
    command: 'recordContact',
    'recordContact.means': 'phone',
    'recordContact.reached': 'yes',
    'recordContact.note': 'at home',
  })
  expect(recorded.to).toBe('/staff/today?done=recordContact')
  expect(await types(number)).toContain('contact_recorded')
})

it('belongs to the unit: others are sent away, a stranger to the order finds nothing', async () => {
  const number = await given('别人的工单')
  const dispatch = await staffVisitor(site, await site.token('dispatcher'))
  expect((await dispatch.get('/staff/today')).status).toBe(403)
  const stranger = await staffVisitor(site, await site.token('unit_handler', 'west-lake'))
  expect((await stranger.get(`/staff/today/${number}`)).status).toBe(404)
  const called = await stranger.post('/staff/today', { number, command: 'call' })
  expect(called.status).toBe(404)
  expect(called.html).not.toContain('13800000000')
  expect(printedNumber(number)).toHaveLength(16)
})

it('shows a community what it was asked to do, and nothing of who asked', async () => {
  const number = await inHandling('河边积水')
  await site.house.run(number, head, 'addAssist', { unitCode: 'river-bank', task: '看一看积水多深' })
  const page = await atDesk(browser, site, 'en', { role: 'community_worker', unit: 'river-bank' })
  expect(await page.innerText('h1')).toBe(sayIn('en')('today.community.title'))
  await page.locator('.asked a').first().focus()
  await press(page, 'Enter')
  await page.waitForURL(`**/staff/today/${number}**`)
  await settled(page)
  await expectGood(page, 'community')
  expect(await page.innerText('main')).not.toContain('13800000000')
  await page.locator('[name="reportAssist.result"]').focus()
  await page.keyboard.type('积水十厘米')
  await page.locator('button[value=reportAssist]').focus()
  await press(page, 'Enter')
  await until(async () => (await types(number)).includes('assist_reported'))
  await page.context().close()
})
