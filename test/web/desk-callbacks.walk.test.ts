import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/core/time.ts'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'
import { typistAt } from './support/typing.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const unit = of('market')
const callBack = (language: string) =>
  atDesk(browser, site, language, { role: 'callback_agent', path: '/staff/callbacks' })
const until = <Value>(ask: () => Promise<Value>, wanted: Value) => expect.poll(ask, { timeout: 15_000 }).toEqual(wanted)
const state = async (number: string) => (await site.house.request(number)).state
const shown = (page: Page): Promise<string> => page.locator('.callback-ask h2').innerText()

/** A request whose requester is due to be asked. */
async function due(matter: string): Promise<string> {
  const { house } = site
  const number = await house.register({ matter })
  await house.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'market' })
  await house.run(number, unit, 'sign', {})
  await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, unit, 'reply', goodReply)
  house.wait(HOUR)
  await house.run(number, system, 'openCallback', {})
  return number
}

describe.each(['zh-CN', 'en'] as const)('callbacks by keys alone, in %s', (language) => {
  const say = sayIn(language)

  it('ask one after another, never name the unit, and reach the next within 45 seconds', async () => {
    const first = await due('楼下垃圾没人清')
    const second = await due('路灯不亮')
    const page = await callBack(language)
    await until(() => shown(page), expect.stringContaining(printedNumber(first)))
    await expectGood(page, 'the callback desk')
    const body = await page.innerText('main')
    expect(body).not.toMatch(/市场局|Market Office/)
    expect(body).not.toContain('13800000000')
    const typist = await typistAt(page)
    typist.think()
    await typist.press('d')
    await page.locator('.callback-dial a').waitFor()
    expect(await page.innerText('.callback-dial')).toMatch(/138\*{4}0000/)
    const looks = await site.house.asOwner('select purpose from identity.access_record where number = $1', [first])
    expect(looks.map(({ purpose }) => purpose)).toEqual(['callback'])
    typist.think()
    await typist.press('1', '2', '1', '2')
    expect(await page.innerText('.callback-then')).toBe(say('callbacks.rework'))
    // The last answer was a slip: it is given again.
    await typist.press('Backspace', '3', 'v')
    await typist.compose('haimeiyouqing', '还没有清')
    // Out of the field again, where letters are keys.
    await typist.press('Escape', 'Backspace', '3')
    expect(await page.isChecked('[name="recordCallback.satisfaction"][value=dissatisfied]')).toBe(true)
    typist.think()
    await expectGood(page, 'the callback desk, answered')
    await typist.press('Control+Enter')
    await until(() => shown(page), expect.stringContaining(printedNumber(second)))
    expect(typist.seconds()).toBeLessThanOrEqual(45)
    const [answer] = (await site.house.request(first)).callbacks
    expect(answer).toMatchObject({
      result: 'valid',
      contacted: true,
      resolved: false,
      satisfaction: 'dissatisfied',
      unsolvedReason: 'needs-time',
    })
    expect(await state(first)).toBe('in_handling')
    const words = await site.house.value<string>(
      `select body from hotline.event_text where number = $1 and name = 'words'`,
      [first],
    )
    expect(words).toBe('还没有清')
    await typist.press('n')
    await page.locator('.empty').waitFor()
    expect(await state(second)).toBe('callback_pending')
    await expectGood(page, 'the callback desk with nobody due')
    await page.context().close()
    // The next attempt lies at another hour, or on another day.
    site.house.wait(DAY)
    const later = await callBack(language)
    await until(() => shown(later), expect.stringContaining(printedNumber(second)))
    expect(await later.innerText('.callback-ask header')).toContain(say('callbackResult.no_answer'))
    await press(later, 'r')
    await until(() => state(second), 'closed')
    await later.context().close()
  })
})

describe('the callback desk', () => {
  it('gives two agents two different people, and keeps what was typed', async () => {
    const first = await due('两人同时来取')
    const second = await due('第二件')
    const one = await callBack('zh-CN')
    await until(() => shown(one), expect.stringContaining(printedNumber(first)))
    const other = await callBack('en')
    await until(() => shown(other), expect.stringContaining(printedNumber(second)))
    expect(await other.innerText('.callback-queue')).toContain(sayIn('en')('callbacks.taken'))
    await press(one, '1', '1', 'v')
    await one.keyboard.insertText('已经修好了')
    await until(
      async () =>
        Number(await site.house.value(`select count(*) from identity.draft where form = $1`, [`callback:${first}`])),
      1,
    )
    await one.reload()
    await settled(one)
    await until(() => one.inputValue('[name="recordCallback.words"]'), '已经修好了')
    expect(await one.isChecked('[name="recordCallback.resolved"][value=yes]')).toBe(true)
    await one.context().setOffline(true)
    await press(one, '1', 'Control+Enter')
    await one.locator('.callback-bar').waitFor()
    expect(await one.inputValue('[name="recordCallback.words"]')).toBe('已经修好了')
    expect(await state(first)).toBe('callback_pending')
    await one.context().setOffline(false)
    await until(() => one.locator('.callback-bar').count(), 0)
    await press(one, 'Control+Enter', 'Control+Enter')
    await until(() => state(first), 'closed')
    expect((await site.house.request(first)).callbacks).toHaveLength(1)
    await Promise.all([one.context().close(), other.context().close()])
  })

  it('closes as unreachable only after enough attempts, and says why not before', async () => {
    const number = await due('一直没人接')
    site.house.wait(3 * DAY)
    const page = await atDesk(browser, site, 'en', {
      role: 'callback_agent',
      path: `/staff/callbacks?number=${number}`,
    })
    await press(page, 'b')
    await until(async () => (await site.house.request(number)).callbacks.length, 1)
    await page.goto(`${site.url}/staff/callbacks?number=${number}`)
    await settled(page)
    await press(page, 'u')
    await page.locator('.error-summary').waitFor()
    expect(await state(number)).toBe('callback_pending')
    await expectGood(page, 'the callback desk with a refusal')
    await page.context().close()
  })

  it('is for callback agents alone', async () => {
    const page = await atDesk(browser, site, 'en', { role: 'dispatcher' })
    expect((await page.goto(`${site.url}/staff/callbacks`))?.status()).toBe(403)
    await page.context().close()
  })
})
