import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { DAY } from '../../src/core/time.ts'
import type { DemoSpeed } from '../../src/web/kit/demo-speeds.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import type { Operations } from '../../src/web/operations.ts'
import { hotline, of } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { liveADay } from './support/city-day.ts'
import { atDesk, press } from './support/desk.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'
import { staffVisitor, visitor } from './support/visitor.ts'

const languages = ['zh-CN', 'en'] as const
const name = '欧阳试验'
const phone = '13900001234'
const words = '我家住在七号楼门口'

/** A square of a tenth of a degree. */
const square = (area: string, west: number, south: number) => ({
  type: 'Feature',
  properties: { area },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + 0.1, south],
        [west + 0.1, south + 0.1],
        [west, south + 0.1],
        [west, south],
      ],
    ],
  },
})

const facts = { version: '18.1', bytes: 5_000_000, connections: 3, mostConnections: 60 }
const operations: Operations = {
  examine: () =>
    Promise.resolve([
      { check: 'a', status: 'ok', sentence: { 'zh-CN': '编码正常。', en: 'The encoding is right.' } },
      { check: 'b', status: 'fail', sentence: { 'zh-CN': '磁盘将满。', en: 'The disk is nearly full.' } },
    ]),
  jobs: () =>
    Promise.resolve({
      unsent: 0,
      queued: 2,
      oldestDueAt: null,
      failing: 1,
      dead: 0,
      troubled: [
        { id: '7', task: 'dispatch_by_rule', attempts: 2, mostAttempts: 8, nextAt: 0, isDead: false, error: 'away' },
      ],
    }),
  chores: () => [{ name: 'sealing', everySeconds: 30, wentWellAt: 0, faults: 3 }],
  health: () =>
    Promise.resolve({
      database: facts,
      isWorkerHealthy: true,
      sealing: { pending: 4, oldest: 0, last: 0 },
      lastBackup: null,
      startedAt: 0,
      memoryBytes: 1e8,
    }),
}

let site: Site
let shaped: Site
let browser: Browser
let speed: DemoSpeed = 1
beforeAll(async () => {
  ;[site, shaped, browser] = await Promise.all([
    openSite({
      operations,
      demo: { speed: () => speed, setSpeed: (next) => void (speed = next), tokenFor: async () => undefined },
    }),
    openSite({ polygons: { type: 'FeatureCollection', features: [square('A1', 116, 39), square('A2', 116.1, 39)] } }),
    openBrowser(),
  ])
  await liveADay(site)
  await site.house.register({ matter: words, ownWords: words, requester: { name, phone, email: '', door: '7-1402' } })
})
afterAll(() => browser.close())

async function atWall(language: string, width = 1920, height = 1080, at = site): Promise<Page> {
  const context = await browser.newContext({ locale: language, bypassCSP: true, viewport: { width, height } })
  context.setDefaultTimeout(20_000)
  await context.addCookies([{ name: 'lang', value: language, url: at.url }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${at.url}/city`)
  await settled(page)
  return page
}

const scrolls = (page: Page) =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
    return [scrollHeight - clientHeight, scrollWidth - clientWidth]
  })

describe.each(languages)('City now on a wall, in %s', (language) => {
  const say = sayIn(language)

  it.each([
    [1920, 1080],
    [3840, 1080],
  ])('fits %i x %i without scrolling, in letters to be read from five metres', async (width, height) => {
    const page = await atWall(language, width, height)
    expect(await scrolls(page)).toEqual([0, 0])
    const sizes = await page.$$eval('.city *', (all) =>
      all
        .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3))
        .filter((one) => !one.closest('.visually-hidden, .skip-link, .city-sign'))
        .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
    )
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(32)
    const figures = await page.$$eval('.city-value:not(.none)', (all) =>
      all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
    )
    expect(figures.length).toBeGreaterThan(0)
    expect(Math.min(...figures)).toBeGreaterThanOrEqual(96)
    await expectGood(page, 'city')
    await page.context().close()
  })

  it('changes its scene by keys, walks over the map by keys, and tells the same as a list', async () => {
    const page = await atWall(language)
    const title = () => page.innerText('#city-map')
    const first = await title()
    await press(page, 'ArrowRight')
    await expect.poll(title).not.toBe(first)
    await press(page, 'ArrowLeft')
    await expect.poll(title).toBe(first)
    await press(page, 'Space')
    await page.getByRole('button', { name: say('city.resume') }).waitFor()

    await page.locator('.map-place').first().focus()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    const from = await focused()
    await press(page, 'ArrowLeft', 'ArrowRight', 'ArrowLeft')
    expect(await focused()).not.toBe(from)
    expect(await title()).toBe(first)

    await page.locator('.city-places summary').click()
    expect(await page.locator('.city-places tbody tr').count()).toBe(2)
    await page.context().close()
  })

  it('says that it is no longer the present when nothing comes for a minute', async () => {
    const page = await atWall(language)
    expect(await page.locator('.city.stale').count()).toBe(0)
    await page.context().setOffline(true)
    await page.route('**/city/live*', (route) => route.abort())
    await page.clock.runFor(70_000)
    await page.locator('.city.stale .city-time.stale').waitFor()
    expect(await page.innerText('.city-time')).toContain(say('city.stale', { time: '' }).trim())
    await page.context().close()
  })
})

it('pushes what happens to all who watch', async () => {
  const page = await atWall('zh-CN')
  const received = () => page.locator('.city-value').first().innerText()
  const before = Number(await received())
  site.house.wait(6_000)
  await site.house.register()
  site.house.wait(6_000)
  await expect.poll(received, { timeout: 20_000 }).toBe(String(before + 1))
  await page.context().close()
})

it('draws a pack’s shapes instead of tiles, as a map to be moved where the device can', async () => {
  const page = await atWall('en', 1920, 1080, shaped)
  const movable = page.getByRole('button', { name: sayIn('en')('city.map.movable') })
  if (await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null)) {
    await page.locator('.polygon-map canvas').waitFor()
    await expectGood(page, 'city with a map')
    await movable.click()
  }
  expect(await page.locator('.map-place path').count()).toBe(2)
  expect(await page.locator('.map-place rect').count()).toBe(0)
  const shapes = await visitor(shaped).get('/city/shapes')
  expect(JSON.parse(shapes.html)).toMatchObject({ type: 'FeatureCollection' })
  expect((await visitor(site).get('/city/shapes')).status).toBe(404)
  await page.context().close()
})

it('holds nothing personal: not in the page, not in its data, not in what is pushed', async () => {
  const anybody = visitor(site)
  const page = await anybody.get('/city')
  const data = await anybody.get('/city.data')
  expect([page.status, data.status]).toEqual([200, 200])
  const live = await fetch(`${site.url}/city/live`)
  const reader = live.body?.getReader()
  let pushed = ''
  while (!pushed.includes('data: ')) pushed += new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
  for (const secret of [name, phone, words, '1402', '垃圾三天'])
    for (const text of [page.html, data.html, pushed]) expect(text).not.toContain(secret)
})

describe.each(languages)('a supervisor by keys alone, in %s', (language) => {
  const say = sayIn(language)
  const supervisions = async (number: string) =>
    (await site.house.request(number)).overlays.flatMap(({ kind, detail }) =>
      kind === 'supervision' && 'measure' in detail ? [detail.measure] : [],
    )

  it('looks at the floor, chooses what is overdue, urges it together and supervises with a reason', async () => {
    const { house } = site
    const unit = language === 'en' ? 'west-gate' : 'west-lake'
    const numbers = [await house.register(), await house.register()]
    for (const number of numbers) {
      await house.run(number, hotline('dispatcher'), 'dispatch', { unitCode: unit })
      await house.run(number, of(unit), 'sign', {})
    }
    house.wait(40 * DAY)
    const page = await atDesk(browser, site, language, { role: 'supervisor' })
    expect(await page.innerText('h1')).toBe(say('floor.title'))
    await expectGood(page, 'floor')

    await press(page, 'g', 'r')
    await page.waitForURL('**/staff/at-risk')
    await page.goto(`${site.url}/staff/at-risk?view=overdue&unit=${unit}`)
    await settled(page)
    const lines = page.locator('.rows-all [role=row]')
    await lines.first().waitFor()
    await press(page, 'j', 'x', 'j', 'x')
    await page.locator('.risk-chosen output', { hasText: '2' }).waitFor()
    await expectGood(page, 'at risk')

    await press(page, 'u')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(say('risk.preview.urged.never')).first().waitFor()
    expect(await dialog.locator('tbody tr').count()).toBe(2)
    await expectGood(page, 'preview')
    await dialog.locator('textarea').focus()
    await page.keyboard.type('请今天内联系诉求人')
    await press(page, 'Tab', 'Enter')
    await dialog.getByText(say('risk.done', { done: 2, refused: 0 })).waitFor()
    for (const number of numbers) expect(await supervisions(number)).toEqual(['urge'])
    await press(page, 'Escape')
    await dialog.waitFor({ state: 'detached' })

    await press(page, 'x', 'Shift+S')
    await dialog.locator('textarea').focus()
    await press(page, 'Tab', 'Enter')
    await dialog.getByText(say('risk.instruction.missing')).waitFor()
    await dialog.locator('textarea').focus()
    await page.keyboard.type('超期仍未答复')
    await press(page, 'Tab', 'Enter')
    await dialog.getByText(say('risk.done', { done: 1, refused: 0 })).waitFor()
    expect((await Promise.all(numbers.map(supervisions))).flat().toSorted()).toEqual(['supervise', 'urge', 'urge'])
    await press(page, 'Escape')

    await page.goto(`${site.url}/staff/floor/units/${unit}`)
    await settled(page)
    await page.getByText(printedNumber(numbers[0] ?? '')).waitFor()
    await expectGood(page, 'unit')
    await page.context().close()
  })
})

describe.each(languages)('an administrator, in %s', (language) => {
  const say = sayIn(language)

  it('sees how the product runs, lets somebody in and ends it again, and sees no request', async () => {
    const page = await atDesk(browser, site, language, { role: 'system_admin' })
    expect(await page.innerText('h1')).toBe(say('admin.view.health'))
    await page.getByText(say('admin.health.findings.bad', { count: 1 })).waitFor()
    await expectGood(page, 'health')
    await page.getByRole('link', { name: say('admin.view.jobs') }).click()
    await page.getByText('dispatch_by_rule').waitFor()
    await expectGood(page, 'jobs')

    await page.getByRole('link', { name: say('admin.view.people') }).click()
    await page.selectOption('#token-role', 'unit_head')
    await page.click('main form[method=post] .primary')
    await page.locator('.error-summary').waitFor()
    await page.fill('#token-unit', 'west-lake')
    await page.fill('#token-label', '湖滨街道值班')
    await page.click('main form[method=post] .primary')
    const secret = await page.locator('.token-secret code').innerText()
    await expectGood(page, 'people')
    const unit = await staffVisitor(site, secret, language)
    expect((await unit.get('/staff/queue')).status).toBe(200)

    const row = page.locator('tr', { hasText: '湖滨街道值班' }).first()
    await row.locator('summary').click()
    await row.locator('button').click()
    await row.waitFor({ state: 'detached' })
    site.house.wait(4_000)
    expect((await unit.get('/staff/queue')).to).toContain('/staff/sign-in')

    await page.getByRole('link', { name: say('admin.view.pack') }).click()
    await page.getByRole('heading', { name: say('admin.pack.versions') }).waitFor()
    await expectGood(page, 'pack')
    expect(await page.innerText('body')).not.toContain(secret)
    await page.context().close()
  })
})

describe('who may not', () => {
  it('watch the floor or administer is told so', async () => {
    const agent = await staffVisitor(site, await site.token('intake_agent'))
    for (const path of ['/staff/floor', '/staff/at-risk', '/staff/admin', '/staff/admin/people', '/staff/admin/jobs'])
      expect((await agent.get(path)).status, path).toBe(403)
    const made = await agent.post('/staff/admin/people', { role: 'system_admin', unit: '', label: '', days: '' })
    expect(made.status).toBe(403)
    expect(made.html).not.toContain('o12345_')
  })

  it('see another district’s unit finds none', async () => {
    const east = await staffVisitor(site, await site.token('supervisor', 'east'))
    expect((await east.get('/staff/floor/units/east-river')).status).toBe(200)
    expect((await east.get('/staff/floor/units/west-lake')).status).toBe(404)
  })

  it('read what a request says: the administrator finds no request, by list or by number', async () => {
    const admin = await staffVisitor(site, await site.token('system_admin'))
    const number = await site.house.register({ matter: words })
    expect((await admin.get(`/staff/requests/${number}`)).status).toBe(404)
    for (const path of [
      '/staff/admin',
      '/staff/admin/jobs',
      '/staff/admin/people',
      '/staff/admin/pack',
      '/staff/queue',
    ])
      expect((await admin.get(path)).html, path).not.toContain(words)
  })
})

it('a demo’s pace is chosen by a plain form; a city has no such address', async () => {
  const anybody = visitor(site)
  expect((await anybody.post('/demo/speed', { speed: '16', then: '/city' })).to).toBe('/city')
  expect(speed).toBe(16)
  expect((await anybody.post('/demo/speed', { speed: '17', then: '//elsewhere.example' })).to).toBe('/')
  expect(speed).toBe(16)
  expect((await visitor(shaped).post('/demo/speed', { speed: '4' })).status).toBe(404)
  expect((await visitor(shaped).get('/city')).html).not.toContain('class="demo-speed"')
})
