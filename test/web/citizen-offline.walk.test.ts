import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { alive, phone } from './support/alive.ts'
import { openBrowser } from './support/browser.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const requests = async (): Promise<number> =>
  Number(await site.house.value<string>('select count(*) from service_request'))

/** One visit of the form with a network: from then on the phone has it. */
async function visitOnce(page: Page): Promise<void> {
  await page.goto(`${site.url}/report`)
  await alive(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => caches.match('/report/offline').then((kept) => kept !== undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

async function write(page: Page, matter: string): Promise<void> {
  await page.fill('[name=matter]', matter)
  await page.selectOption('[name=district]', 'A1')
  await page.fill('[name=phone]', '13800138000')
}

const offline = (context: BrowserContext, isOff: boolean): Promise<void> => context.setOffline(isOff)

describe.each(['zh-CN', 'en'])('without a network, in %s', (language) => {
  const say = sayIn(language)

  it('a report is written, kept, sent once when the network is back, and its number is shown', async () => {
    const { page, context, faults } = await phone(browser, language)
    const before = await requests()
    await visitOnce(page)
    await offline(context, true)
    await page.goto(`${site.url}/report`)
    await alive(page)
    expect(await page.innerText('h1')).toBe(say('offline.title'))
    // What is missing is told, nothing is lost.
    await page.fill('[name=matter]', '停电了，路口信号灯不亮')
    await page.click('[value=next]')
    await page.waitForSelector('#offline-problem:not([hidden])')
    await write(page, '停电了，路口信号灯不亮')
    await page.click('[value=next]')
    await page.waitForSelector('#offline-saved:not([hidden])')
    await expect.poll(() => page.innerText('#outbox')).toContain(say('outbox.waiting', { count: 1 }))
    expect(await requests()).toBe(before)
    // Two tabs hear that the network is back: one report all the same.
    const other = await context.newPage()
    await other.goto(`${site.url}/`)
    await alive(other)
    await offline(context, false)
    await page.waitForSelector('#outbox .big-code')
    expect(await requests()).toBe(before + 1)
    const [number = '', code = ''] = await page.locator('#outbox .big-code').allInnerTexts()
    expect(number.replace(/\D/g, '')).toMatch(/^\d{14}$/)
    await page.click('#outbox form button')
    await page.waitForURL('**/track/request')
    expect((await page.innerText('h1')).replace(/\D/g, '')).toBe(number.replace(/\D/g, ''))
    expect(code).toHaveLength(8)
    expect(await page.innerText('main')).toContain('停电了')
    expect(faults).toEqual([])
  })
})

it('a network that goes in the middle of the form costs no word', async () => {
  const { page, context } = await phone(browser, 'zh-CN')
  await visitOnce(page)
  await page.fill('[name=matter]', '井盖没有了')
  await offline(context, true)
  await page.click('.buttons [value=next]')
  await page.waitForSelector('form[data-mode=offline]')
  await alive(page)
  expect(await page.inputValue('[name=matter]')).toBe('井盖没有了')
  await offline(context, false)
})

it('what is refused later can be opened and corrected', async () => {
  const { page, context } = await phone(browser, 'zh-CN')
  const before = await requests()
  await visitOnce(page)
  await offline(context, true)
  await page.goto(`${site.url}/report`)
  await alive(page)
  await write(page, '水管漏水')
  await page.fill('[name=phone]', '12')
  await page.click('[value=next]')
  await page.waitForSelector('#offline-saved:not([hidden])')
  await offline(context, false)
  await page.click('#outbox .note button')
  await page.waitForURL('**/report')
  await alive(page)
  expect(await page.inputValue('[name=matter]')).toBe('水管漏水')
  expect(await requests()).toBe(before)
})
