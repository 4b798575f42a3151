import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { system } from '../support/world.ts'
import { alive, phone } from './support/alive.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const until = <Value>(ask: () => Promise<Value>, wanted: Value) => expect.poll(ask, { timeout: 15_000 }).toEqual(wanted)
const state = async (number: string) => (await site.house.request(number)).state

/** One request through five pairs of hands: what one does, the next one finds. Desks by keys alone. */
describe.each(['zh-CN', 'en'] as const)('the whole loop, in %s', (language) => {
  const say = sayIn(language)

  it('runs from the words of a citizen to the score of the unit', async () => {
    const citizen = (await phone(browser, language)).page
    const number = await fileReport(citizen)

    const taker = await atDesk(browser, site, language, { role: 'intake_agent', path: '/staff/calls' })
    await neighbourCalls(taker)
    const dispatcher = await atDesk(browser, site, language, { role: 'dispatcher' })
    await dispatch(dispatcher, number)
    const handler = await atDesk(browser, site, language, { role: 'unit_handler', unit: 'east-river' })
    await handle(handler, number)
    await letTheCallbackBegin(number)
    const asker = await atDesk(browser, site, language, { role: 'callback_agent' })
    await ask(asker)
    await until(() => state(number), 'closed')

    await citizen.reload()
    await alive(citizen)
    expect(await citizen.innerText('main')).toContain(say('state.closed'))
    const scores = await atDesk(browser, site, language, {
      role: 'unit_head',
      unit: 'east-river',
      path: '/scores?period=2026-03',
    })
    expect(await scores.innerText('main')).toContain(language === 'en' ? 'River' : '临河')
    expect((await site.house.request(number)).scoringUnit).toBe('east-river')
    expect(site.faults).toEqual([])
    for (const page of [citizen, taker, dispatcher, handler, asker, scores]) await page.context().close()
  })

  async function fileReport(page: Page): Promise<string> {
    await page.goto(`${site.url}/report`)
    await alive(page)
    await page.fill('[name=matter]', '街道上垃圾三天没人清')
    await page.click('.buttons [value=next]')
    await page.selectOption('[name=district]', 'A1')
    await page.fill('[name=street]', '临河')
    await page.fill('[name=address]', '临河路8号')
    await page.fill('[name=phone]', '13800138000')
    await page.click('.buttons [value=next]')
    await page.click('[value=send]')
    await page.waitForSelector('.receipt')
    const [number = ''] = await page.locator('.big-code').allInnerTexts()
    await page.click('a[href="/track/request"]')
    await alive(page)
    return number.replace(/\D/g, '')
  }

  /** Somebody else calls about the same; the call-taker files it while the first one waits. */
  async function neighbourCalls(page: Page): Promise<void> {
    await page.keyboard.type('13900139000')
    await press(page, 'Alt+n')
    await page.keyboard.insertText('临河街道垃圾没人清')
    await page.locator('#calls-serviceCode-street-litter').waitFor()
    await press(page, 'Alt+1', 'Alt+a')
    await page.locator('[role=option]').first().waitFor()
    await press(page, 'Enter', 'Control+Enter')
    await page.locator('.call-code').first().waitFor()
  }

  async function dispatch(page: Page, number: string): Promise<void> {
    const line = page.locator('.rows-all [role=row]', { hasText: printedNumber(number) })
    await line.waitFor()
    for (let step = 0; step < 20 && (await line.getAttribute('data-active')) === null; step += 1) await press(page, 'j')
    await page.locator('.dispatch-panel', { hasText: '街道上垃圾三天没人清' }).waitFor()
    await press(page, 'a')
    await until(() => state(number), 'dispatched')
  }

  async function handle(page: Page, number: string): Promise<void> {
    await page.goto(`${site.url}/staff/today`)
    await settled(page)
    expect(await page.innerText('.next-card')).toContain('垃圾')
    await press(page, 'c')
    await page.waitForSelector('.call-panel a[href="tel:+8613800138000"]')
    await press(page, 'Alt+1')
    await page.locator('.call-panel textarea').focus()
    await page.keyboard.insertText('今天下午去清')
    await press(page, 'Control+Enter')
    await until(() => state(number), 'in_handling')
    await page.goto(`${site.url}/staff/today/${number}`)
    await settled(page)
    await page.locator('.close-form [name="reply.solved"][value=yes]').focus()
    await press(page, 'Space', 'Alt+r')
    await page.keyboard.insertText('当天下午清运完毕')
    await page.locator('.close-form [name="reply.evidence"]').focus()
    await page.keyboard.insertText('photo-1')
    await page.locator('.close-form [name="reply.requesterInformed"][value=yes]').focus()
    await press(page, 'Space', 'Control+Enter')
    await until(() => state(number), 'replied')
  }

  async function letTheCallbackBegin(number: string): Promise<void> {
    const { callbackDueAt } = await site.house.request(number)
    site.house.wait(Math.max(0, (callbackDueAt ?? 0) - site.house.app.clock.now()))
    await site.house.run(number, system, 'openCallback', {})
  }

  async function ask(page: Page): Promise<void> {
    await page.goto(`${site.url}/staff/callbacks`)
    await settled(page)
    // Who asks does not see whom it is about.
    expect(await page.innerText('main')).not.toContain('临河街道')
    await press(page, '1')
    await press(page, '1')
    await press(page, '1')
    await press(page, 'Control+Enter')
  }
})
