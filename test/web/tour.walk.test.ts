import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoControls } from '../../src/web/page-context.ts'
import type { DemoSpeed } from '../../src/web/kit/demo-speeds.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { hotline } from '../support/world.ts'
import { expectGood, looks, visitorOf, type Look } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
let speed: DemoSpeed = 1
/** What main gives a demo, over the tiny city. */
const demo: DemoControls = {
  speed: () => speed,
  setSpeed: (next) => void (speed = next),
  tokenFor: (role, unit) => site.token(role, unit ?? (role === 'unit_head' ? 'east-river' : undefined)),
}
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite({ demo }), openBrowser()])
})
afterAll(() => browser.close())

const digits = (text: string): string => text.replace(/\D/g, '')

describe.each(['zh-CN', 'en'] as const)('a first visitor, in %s', (language) => {
  const say = sayIn(language)

  it.each(Object.keys(looks) as Look[])('lands on the loop in a picture: %s', async (look) => {
    const page = await visitorOf(browser, site, language, look)
    await page.goto(site.url)
    expect(await page.innerText('h1')).toBe(say('tour.title'))
    expect(await page.getAttribute('svg.loop', 'aria-label')).toBe(say('tour.loop.words'))
    await expectGood(page, 'tour')
    await page.click('a[href="/?tour=0"]')
    expect(await page.innerText('h1')).toBe(say('home.title'))
    // Who has seen enough of it comes to the citizens' home from then on.
    await page.goto(site.url)
    expect(await page.innerText('h1')).toBe(say('home.title'))
    await page.context().close()
  })

  it('files something and is led from desk to desk with it', async () => {
    const page = await visitorOf(browser, site, language, 'normal')
    await page.goto(site.url)
    await page.click('.tour-top a.primary')
    await page.fill('[name=matter]', '街道上有垃圾')
    await page.click('.buttons [value=next]')
    await page.selectOption('[name=district]', 'A1')
    await page.fill('[name=street]', '临河')
    await page.fill('[name=phone]', '13800138000')
    await page.click('.buttons [value=next]')
    await page.click('[value=send]')
    await page.waitForSelector('.receipt')
    const number = digits((await page.locator('.big-code').allInnerTexts())[0] ?? '')
    await page.goto(`${site.url}/tour`)
    expect(digits(await page.innerText('.own-request'))).toContain(number)
    await page.click('.own-request button[value=dispatcher]')
    await page.waitForURL(`**/staff/requests/${number}`)
    await site.house.run(number, hotline('dispatcher'), 'classify', { serviceCode: 'street-litter' })
    await site.house.run(number, hotline('dispatcher'), 'dispatch', {})
    await page.goto(`${site.url}/tour`)
    await page.click('.own-request button[value=unit_head]')
    await page.waitForURL(`**/staff/requests/${number}`)
    expect(await page.innerText('header')).toContain(language === 'en' ? 'River' : '临河街道')
    await page.context().close()
  })

  it('chooses how fast the city lives', async () => {
    const page = await visitorOf(browser, site, language, 'normal')
    await page.goto(`${site.url}/tour`)
    await page.click('.speeds button[value="16"]')
    expect(await page.getAttribute('.speeds button[value="16"]', 'aria-pressed')).toBe('true')
    expect(speed).toBe(16)
    await page.click('.speeds button[value="1"]')
    await page.context().close()
  })
})

describe('a city in earnest', () => {
  it('has no tour', async () => {
    const city = await openSite()
    expect((await fetch(`${city.url}/tour`)).status).toBe(404)
    expect(
      (await fetch(`${city.url}/tour`, { method: 'POST', body: new URLSearchParams({ be: 'dispatcher' }) })).status,
    ).toBe(404)
    expect(await (await fetch(city.url)).text()).not.toContain('class="loop"')
  })
})
