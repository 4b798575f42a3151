import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revealIdentity } from '../../src/actions/reveal-identity.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { alive, phone } from './support/alive.ts'
import { openBrowser } from './support/browser.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const unit = of('east-river')

/** Files a report and stands on the page that tracks it; gives its number. */
async function filed(page: Page): Promise<string> {
  await page.goto(`${site.url}/report`)
  await page.fill('[name=matter]', '街道上有垃圾')
  await page.click('.buttons [value=next]')
  await page.selectOption('[name=district]', 'A1')
  await page.fill('[name=street]', '临河')
  await page.fill('[name=phone]', '13800138000')
  await page.click('.buttons [value=next]')
  await page.click('[value=send]')
  await page.waitForSelector('.receipt')
  const [number = ''] = await page.locator('.big-code').allInnerTexts()
  await page.click('a[href="/track/request"]')
  await alive(page)
  return number.replace(/\D/g, '')
}

async function dispatch(number: string): Promise<void> {
  const { house } = site
  const { state } = await house.request(number)
  if (state === 'registered')
    await house.run(number, hotline('intake_agent'), 'classify', { serviceCode: 'street-litter' })
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
}

async function toCallback(number: string): Promise<void> {
  const { house } = site
  await dispatch(number)
  await house.run(number, unit, 'sign', {})
  await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, unit, 'reply', goodReply)
  const { callbackDueAt } = await house.request(number)
  house.wait(Math.max(0, (callbackDueAt ?? 0) - house.app.clock.now()))
  await house.run(number, system, 'openCallback', {})
}

async function violations(page: Page): Promise<readonly string[]> {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

describe.each(['zh-CN', 'en'])('a tracked request, in %s', (language) => {
  const say = sayIn(language)

  it('changes under the eyes of its requester, is told politely, and leaves what is being typed', async () => {
    const { page, faults } = await phone(browser, language)
    const number = await filed(page)
    await page.click(`summary >> text=${say('track.fact.title')}`)
    await page.fill('[name="addFact.fact"]', '今天又多了')
    await dispatch(number)
    await page.waitForFunction(
      (words) => document.querySelector('[data-live=state] .badge')?.textContent === words,
      say('state.dispatched'),
    )
    expect(await page.innerText('#live')).toContain(say('state.dispatched'))
    expect(await page.inputValue('[name="addFact.fact"]')).toBe('今天又多了')
    // What was typed before the change is about the request as it is now.
    await page.click('button[value=addFact]')
    await page.waitForSelector('.success')
    expect(await page.innerText('[data-live=messages]')).toContain('今天又多了')
    expect(faults).toEqual([])
  })

  it('tells who looked at the details and why, and never a name', async () => {
    const { page } = await phone(browser, language)
    const number = await filed(page)
    expect(await page.innerText('[data-live=looks]')).toContain(say('looks.none'))
    await dispatch(number)
    await site.house.run(number, unit, 'sign', {})
    await revealIdentity(site.house.app, { ...unit, id: 'account-of-somebody' }, number, 'contact')
    await page.reload()
    const looks = await page.innerText('[data-live=looks]')
    expect(looks).toContain(say('role.unit_head'))
    expect(looks).toContain(say('looks.for.contact'))
    expect(looks).not.toContain('somebody')
  })

  it('asks three questions with faces and words once it is answered', async () => {
    const { page } = await phone(browser, language)
    const number = await filed(page)
    await toCallback(number)
    await page.reload()
    await alive(page)
    expect(await page.locator('.faces').count()).toBe(3)
    // Sent too early, every question that is open says so, and what was chosen stays.
    await page.click('.face:has([name="recordCallback.contacted"][value=yes])')
    await page.click('button[value=recordCallback]')
    expect(await page.locator('.faces.has-problem').count()).toBe(2)
    expect(await page.isChecked('[name="recordCallback.contacted"][value=yes]')).toBe(true)
    await page.click('.face:has([name="recordCallback.resolved"][value=yes])')
    await page.click('.face:has([name="recordCallback.satisfaction"][value=satisfied])')
    await page.click('button[value=recordCallback]')
    await page.waitForSelector('.success')
    expect((await site.house.request(number)).state).toBe('closed')
  })
})

describe('the page for citizens, alive', () => {
  it.each(['zh-CN', 'en'])('has nothing in the way of those who cannot see or point, in %s', async (language) => {
    const { page, context } = await phone(browser, language, { width: 320 })
    await context.route('**/*', async (route) => {
      const response = await route.fetch()
      const headers = { ...response.headers() }
      // axe needs a script of its own.
      delete headers['content-security-policy']
      await route.fulfill({ response, headers })
    })
    await page.goto(`${site.url}/report?elder=1`)
    await alive(page)
    await page.locator('[name=matter]').pressSequentially('我家附近街道垃圾没人管')
    await page.waitForSelector('#guess:not([hidden])')
    expect(await violations(page)).toEqual([])
    await page.click('.buttons [value=next]')
    await page.waitForSelector('#use-position:not([hidden])')
    await page.locator('[name=street]').pressSequentially('临')
    await page.waitForSelector('.chip')
    await page.click('#place-map summary')
    await page.waitForSelector('#place-map g')
    expect(await violations(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0)
    await page.goto(`${site.url}/report/offline`)
    await alive(page)
    await page.click('[value=next]')
    await page.waitForSelector('#offline-problem:not([hidden])')
    expect(await violations(page)).toEqual([])
  })
})
