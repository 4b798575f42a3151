import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { objection } from '../support/flow.ts'
import { hotline, of } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { openSite, type Site } from './support/site.ts'
import { typistAt } from './support/typing.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const dispatcher = hotline('dispatcher')
const lines = (page: Page) => page.locator('.rows-all [role=row]')
const activeLine = (page: Page) => page.locator('.rows-all [role=row][data-active]')
const lineOf = (page: Page, number: string) => lines(page).filter({ hasText: printedNumber(number) })
const state = async (number: string) => (await site.house.request(number)).state

/** Moves with K to the top, and with J until the keys act on this request. */
async function goTo(page: Page, number: string): Promise<void> {
  await lineOf(page, number).waitFor()
  await press(page, ...Array.from({ length: 8 }, () => 'k'))
  for (let step = 0; step < 30; step += 1) {
    if (
      await activeLine(page)
        .filter({ hasText: printedNumber(number) })
        .count()
    )
      return
    await press(page, 'j')
  }
  throw new Error(`no line ${number}`)
}

/** Waits for what the house says, which the page does not show. */
const until = (ask: () => Promise<boolean>) => expect.poll(ask, { timeout: 15_000 }).toBe(true)

/** Takes what waits from earlier tests out of the queue. */
async function clear(): Promise<void> {
  const waiting = await site.house.asOwner(
    `select number::text from hotline.service_request where state in ('registered', 'pending_dispatch', 'pre_consultation')`,
  )
  for (const { number } of waiting)
    await site.house.run(String(number), hotline('intake_agent'), 'withdraw', { reason: 'mistake' })
}

describe.each(['zh-CN', 'en'] as const)('a dispatcher by keys alone, in %s', (language) => {
  const say = sayIn(language)

  it('accepts, undoes, takes another unit, a batch, another route', async () => {
    await clear()
    const { house } = site
    const first = await house.register({ serviceCode: 'street-vendor', matter: '桥头摆摊占道' })
    const other = await house.register({ serviceCode: 'prepaid-card', areaCode: 'A22', matter: '预付卡退不了费' })
    const batch = [
      await house.register({ serviceCode: 'lift-retrofit', areaCode: 'A21', matter: '老楼加装电梯' }),
      await house.register({ serviceCode: 'border-noise', areaCode: 'A12', matter: '区界施工噪声' }),
    ]
    const elsewhere = await house.register({ serviceCode: 'newborn-papers', areaCode: 'A12', matter: '法院判决不服' })
    const guessed = await house.register({ serviceCode: null, matter: '街道垃圾三天没人清' })
    const page = await atDesk(browser, site, language, { role: 'dispatcher' })
    expect(await page.innerText('h1')).toBe(say('dispatch.title'))
    await goTo(page, first)
    await page.locator('.dispatch-panel', { hasText: '桥头摆摊占道' }).waitFor()
    await expectGood(page, 'dispatch')

    await press(page, 'a')
    await page.locator('.toast', { hasText: printedNumber(first) }).waitFor()
    expect(await lineOf(page, first).count()).toBe(0)
    expect(await state(first)).toBe('dispatched')
    await press(page, 'z')
    await lineOf(page, first).waitFor()
    expect(await house.request(first)).toMatchObject({ state: 'pending_dispatch', leadUnit: null, hops: 0 })
    expect(await house.types(first)).toEqual(['registered', 'dispatched', 'dispatch_recalled'])

    await goTo(page, other)
    await press(page, 'u')
    await page.locator('[role=dialog] input[role=combobox]').focus()
    await page.keyboard.type(language === 'en' ? 'Market' : '市场')
    await press(page, 'ArrowDown', 'Enter')
    await press(page, 'Enter')
    await until(async () => (await house.request(other)).leadUnit === 'market')

    for (const number of batch) {
      await goTo(page, number)
      await press(page, 'x')
    }
    await press(page, 'a')
    await page.locator('[role=dialog]').waitFor()
    await expectGood(page, 'dispatch: a batch')
    await page.locator('[role=dialog] button.primary').focus()
    await press(page, 'Enter')
    for (const number of batch) await until(async () => (await state(number)) === 'dispatched')

    await goTo(page, elsewhere)
    await press(page, 'r')
    await page.locator('[role=dialog] select').focus()
    await press(page, 'ArrowDown')
    await page.locator('[role=dialog] button.primary').focus()
    await press(page, 'Enter')
    await until(async () => ['redirect_review', 'redirected'].includes(await state(elsewhere)))

    await goTo(page, guessed)
    await page.locator('.dispatch-panel', { hasText: '街道垃圾' }).waitFor()
    await press(page, 'a')
    await until(async () => (await state(guessed)) === 'dispatched')
    expect(await house.types(guessed)).toEqual(['registered', 'classified', 'dispatched'])
    await page.context().close()
  })

  it('accepts a clear suggestion within 8 seconds of a hand', async () => {
    await clear()
    const clearCase = await site.house.register({ serviceCode: 'street-litter', matter: '桥头垃圾三天没人清' })
    const page = await atDesk(browser, site, language, { role: 'dispatcher' })
    await lineOf(page, clearCase).waitFor()
    const typist = await typistAt(page)
    typist.think()
    await typist.press('j')
    await page.locator('.dispatch-panel', { hasText: '桥头垃圾三天没人清' }).waitFor()
    // The matter, the unit and the reason are read, one after the other.
    for (let read = 0; read < 3; read += 1) typist.think()
    await typist.press('a')
    await until(async () => (await state(clearCase)) === 'dispatched')
    expect(typist.seconds()).toBeLessThanOrEqual(8)
    await page.context().close()
  })

  it('leaves alone what somebody else took meanwhile, and says so', async () => {
    await clear()
    const { house } = site
    const taken = await house.register({ serviceCode: 'street-vendor', matter: '被别人抢先的一件' })
    const page = await atDesk(browser, site, language, { role: 'dispatcher' })
    await goTo(page, taken)
    await house.run(taken, dispatcher, 'dispatch', { unitCode: 'market' })
    await press(page, 'a')
    await page.locator('.toast.bad, .empty').first().waitFor()
    expect(await house.request(taken)).toMatchObject({ leadUnit: 'market', state: 'dispatched' })
    expect((await house.request(taken)).workOrders.filter(({ role }) => role === 'lead')).toHaveLength(1)
    await page.context().close()
  })

  it('merges what is one matter, sees it as an event and takes one out again', async () => {
    await clear()
    const { house } = site
    const parent = await house.register({ serviceCode: 'street-vendor', areaCode: 'A22', matter: '夜市油烟一' })
    const one = await house.register({ serviceCode: 'street-vendor', areaCode: 'A22', matter: '夜市油烟二' })
    const two = await house.register({ serviceCode: 'street-vendor', areaCode: 'A22', matter: '夜市油烟三' })
    const page = await atDesk(browser, site, language, { role: 'dispatcher' })
    await goTo(page, one)
    await page.locator('.dispatch-panel', { hasText: '夜市油烟二' }).waitFor()
    await press(page, 'm')
    await page.locator('[role=dialog] [name=parent]').fill(printedNumber(parent))
    await press(page, 'Enter')
    await until(async () => (await state(one)) === 'merged')
    await press(page, 'g', 'e')
    await page.waitForURL('**/staff/dispatch/events')
    await page.locator('h1', { hasText: say('events.title') }).waitFor()
    await expectGood(page, 'events')
    // What piles up is made one matter by one key: the third joins the two.
    await press(page, 'm')
    await until(async () => (await house.request(parent)).childCount === 2)
    const box = page.locator('.event-people label', { hasText: printedNumber(two) }).locator('input')
    await box.focus()
    await press(page, 'Space', 's')
    await until(async () => (await state(two)) === 'pending_dispatch')
    expect(await house.request(parent)).toMatchObject({ childCount: 1 })
    await page.context().close()
  })

  it('decides a hard case by number, with what both sides said before the eyes', async () => {
    await clear()
    const { house } = site
    const number = await house.register({ serviceCode: 'street-vendor', matter: '桥下归谁管' })
    await house.run(number, dispatcher, 'dispatch', {})
    await house.run(number, of('east-river'), 'object', { ...objection, suggestedUnit: 'market' })
    await house.run(number, hotline('reviewer'), 'upholdObjection', { opinion: '桥下不属街道' })
    const page = await atDesk(browser, site, language, { role: 'dispatcher' })
    await press(page, 'g', 'h')
    await page.locator('.hard-case', { hasText: '桥下归谁管' }).waitFor()
    const words = await page.innerText('.hard-case')
    expect(words).toContain('桥下不属街道')
    expect(words).toContain(say('dispatch.doubt.objected'))
    await expectGood(page, 'hard cases')
    await press(page, '1')
    expect(await page.locator('.hard-case input[value=market]').isChecked()).toBe(true)
    await press(page, 'n')
    await page.keyboard.type('按职责清单')
    await press(page, 'Control+Enter')
    await until(async () => (await house.request(number)).leadUnit === 'market')
    await page.context().close()
  })
})
