import type { Browser, Page } from 'playwright-core'
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

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const unit = of('east-river')
const lead = (language: string, task: string) =>
  atDesk(browser, site, language, { role: 'shift_lead', path: `/staff/shift/${task}` })
const until = <Value>(ask: () => Promise<Value>, wanted: Value) => expect.poll(ask, { timeout: 15_000 }).toEqual(wanted)
const state = async (number: string) => (await site.house.request(number)).state
const line = (page: Page, number: string) => page.locator('.shift-line', { hasText: printedNumber(number) })

async function inHandling(matter: string): Promise<string> {
  const { house } = site
  const number = await house.register({ matter })
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  await house.run(number, unit, 'sign', {})
  await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
  return number
}

/** Goes down the list by J until this one is beside it. */
async function goTo(page: Page, number: string): Promise<void> {
  await line(page, number).waitFor()
  for (let step = 0; step < 12; step += 1) {
    if ((await page.innerText('#shift-number')).includes(printedNumber(number))) return
    await press(page, 'j')
    await page.waitForTimeout(150)
  }
  throw new Error(`no line ${number}`)
}

describe.each(['zh-CN', 'en'] as const)('the shift lead by keys alone, in %s', (language) => {
  const say = sayIn(language)

  it('confirms and declines redirects, with what the requester is told and the basis', async () => {
    const { house } = site
    const confirmed = await house.register({ matter: '法院判决不服' })
    const declined = await house.register({ matter: '要求查别人的住址' })
    for (const number of [confirmed, declined])
      await house.run(number, hotline('intake_agent'), 'proposeRedirect', { disposition: 'legal-route' })
    const page = await lead(language, 'redirect')
    expect(await page.innerText('h1')).toBe(say('shift.title'))
    await goTo(page, confirmed)
    expect(await page.innerText('.shift-detail')).toContain('Legal route')
    await expectGood(page, 'redirects to confirm')
    await press(page, '1', 'Control+Enter')
    await until(() => state(confirmed), 'redirected')
    await goTo(page, declined)
    await press(page, '2')
    await page.keyboard.insertText('可以先办理')
    await until(
      async () =>
        Number(
          await house.value('select count(*) from identity.draft where form = $1', [`shift:redirect:${declined}`]),
        ),
      1,
    )
    await page.goto(`${site.url}/staff/shift/redirect?number=${declined}`)
    await settled(page)
    expect(await page.inputValue('[name="declineRedirect.note"]')).toBe('可以先办理')
    await press(page, '2', 'Control+Enter')
    await until(() => state(declined), 'registered')
    await page.context().close()
  })

  it('sends a reply back that answers nothing, and leaves the good one', async () => {
    const { house } = site
    const poor = await inHandling('楼下的井盖坏了，孩子差点掉下去')
    await house.run(poor, unit, 'reply', { ...goodReply, publicReply: '已处理。' })
    const good = await inHandling('河边路灯不亮')
    await house.run(good, unit, 'reply', {
      ...goodReply,
      publicReply: '河边的路灯已由维修人员更换灯泡和线路，当晚全部恢复照明，并已电话告知您结果，感谢您的反映。',
    })
    const page = await lead(language, 'reply')
    await line(page, poor).waitFor()
    expect(await line(page, poor).innerText()).toContain(say('shift.signal.short'))
    expect(await line(page, good).innerText()).not.toContain(say('shift.signal.short'))
    const order = await page.locator('.shift-line').allInnerTexts()
    const placeOf = (number: string): number => order.findIndex((words) => words.includes(printedNumber(number)))
    expect(placeOf(poor)).toBeLessThan(placeOf(good))
    await goTo(page, poor)
    expect(await page.innerText('.shift-words')).toContain('已处理。')
    await expectGood(page, 'replies to read')
    await press(page, '1')
    await page.selectOption('[name="returnReply.reason"]', 'template')
    await press(page, 'Control+Enter')
    await until(() => state(poor), 'in_handling')
    expect(await state(good)).toBe('replied')
    await page.context().close()
  })

  it('decides extensions and terminations, and confirms a reclassification', async () => {
    const { house } = site
    const longer = await inHandling('需要更多时间')
    await house.run(longer, unit, 'requestExtension', {
      reason: 'inspection',
      amount: 3,
      requesterInformed: true,
      explanation: '需要检测',
    })
    const ended = await inHandling('没有结果')
    await house.run(ended, unit, 'requestTermination', {
      reason: 'no-cooperation',
      grounds: '联系不上',
      evidence: ['photo-9'],
    })
    const moved = await inHandling('分错了类')
    await house.run(moved, hotline('dispatcher'), 'reclassify', { serviceCode: 'border-noise', note: '是噪声' })
    const page = await lead(language, 'extension')
    await goTo(page, longer)
    await expectGood(page, 'extensions')
    await press(page, '1')
    await page.check('[name="decideExtension.granted"][value=yes]')
    await press(page, 'Control+Enter')
    await until(async () => (await house.request(longer)).overlays.map((each) => each.state), ['granted'])
    await page.goto(`${site.url}/staff/shift/termination?number=${ended}`)
    await page.waitForSelector('html[data-alive]')
    await page.locator('.moves').waitFor()
    await press(page, '1', 'Control+Enter')
    await until(() => state(ended), 'closed')
    await page.goto(`${site.url}/staff/shift/reclassification?number=${moved}`)
    await page.waitForSelector('html[data-alive]')
    await page.locator('.moves').waitFor()
    await press(page, '1', 'Control+Enter')
    await until(async () => (await house.request(moved)).serviceCode, 'border-noise')
    await page.context().close()
  })

  it('marks a sampled call on four points, once each', async () => {
    const page = await lead(language, 'sample')
    await page.locator('.shift-review').waitFor()
    await expectGood(page, 'a sampled call')
    const number = (/\d{6}-\d{7}-\d/.exec(await page.innerText('#shift-number'))?.[0] ?? '').replaceAll('-', '')
    await press(page, 's')
    for (const point of ['manner', 'understanding', 'record', 'sorting']) {
      await page.focus(`[name="review.${point}"][value="3"]`)
      await press(page, 'Space', 'ArrowRight')
    }
    await press(page, 'Control+Enter')
    await line(page, number)
      .locator('.badge', { hasText: say('shift.reviewed') })
      .waitFor()
    const kept = await site.house.asOwner(
      'select manner, understanding, record, sorting from hotline.call_review where number = $1',
      [number],
    )
    expect(kept).toContainEqual({ manner: 4, understanding: 4, record: 4, sorting: 4 })
    await page.context().close()
  })
})

describe('the shift', () => {
  it('is for its lead alone', async () => {
    const page = await atDesk(browser, site, 'en', { role: 'intake_agent' })
    expect((await page.goto(`${site.url}/staff/shift`))?.status()).toBe(403)
    await page.context().close()
  })
})
