import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/core/time.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { openSite, type Site } from './support/site.ts'
import { staffVisitor } from './support/visitor.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const head = of('east-river')
const types = (number: string) => site.house.types(number)
const until = (ask: () => Promise<boolean>) => expect.poll(ask, { timeout: 15_000 }).toBe(true)

async function clear(): Promise<void> {
  const { house } = site
  const open = await house.asOwner(`select number::text from hotline.service_request where settled_at is null`)
  for (const { number } of open)
    await house.run(String(number), hotline('intake_agent'), 'withdraw', { reason: 'mistake' })
}

describe.each(['zh-CN', 'en'] as const)('a district centre by keys alone, in %s', (language) => {
  const say = sayIn(language)

  it('urges what is at risk, names a unit, answers a street, approves the first step of the ledger', async () => {
    await clear()
    const { house } = site
    const late = await house.register({ matter: '堆了一周的垃圾' })
    await house.run(late, hotline('dispatcher'), 'dispatch', {})
    const elsewhere = await house.register({ matter: '西区的垃圾', areaCode: 'A21' })
    await house.run(elsewhere, hotline('dispatcher'), 'dispatch', {})
    house.wait(6 * DAY)
    const unclear = await house.register({ matter: '说不清归谁管', serviceCode: 'border-noise', areaCode: 'A12' })
    await house.run(unclear, hotline('dispatcher'), 'dispatch', {})
    const asked = await house.register({ matter: '街道办不了的事' })
    await house.run(asked, hotline('dispatcher'), 'dispatch', {})
    await house.run(asked, head, 'sign', {})
    await house.run(asked, head, 'escalate', { to: 'east', problem: '请区里协调产权单位' })
    await house.run(asked, head, 'requestLedger', {
      reason: 'capital-plan',
      plan: '列入区里计划',
      owner: 'east-river-head',
      reviewAfterDays: 60,
      requesterInformed: true,
    })
    const page = await atDesk(browser, site, language, { role: 'district_centre', unit: 'east' })
    expect(new URL(page.url()).pathname).toBe('/staff/district')
    await page.locator('.decide', { hasText: '堆了一周的垃圾' }).waitFor()
    // Another district's order is not its business.
    expect(await page.innerText('main')).not.toContain('西区的垃圾')
    await expectGood(page, 'district')
    await press(page, '1', 'Control+Enter')
    await until(async () => (await types(late)).includes('supervised'))
    await page.locator('output.success', { hasText: say('command.urge') }).waitFor()

    await page.goto(`${site.url}/staff/district?view=unclear`)
    await page.locator('.decide', { hasText: '说不清归谁管' }).waitFor()
    await page.waitForSelector('html[data-alive]')
    await expectGood(page, 'district: unclear')
    await press(page, '1', 'Control+Enter')
    await until(async () => (await house.request(unclear)).leadUnit === 'east-hill')

    await page.goto(`${site.url}/staff/district?view=asked`)
    await page.locator('.decide', { hasText: '请区里协调产权单位' }).waitFor()
    await page.waitForSelector('html[data-alive]')
    await press(page, '1')
    await page.keyboard.type('由区住建牵头会商')
    await press(page, 'Control+Enter')
    await until(async () => (await types(asked)).includes('escalation_answered'))

    await page.goto(`${site.url}/staff/district?view=ledger`)
    await page.locator('.decide', { hasText: '列入区里计划' }).waitFor()
    await page.waitForSelector('html[data-alive]')
    await press(page, '1', 'Control+Enter')
    await until(async () => (await types(asked)).includes('ledger_approved'))
    await page.locator('.empty', { hasText: say('district.empty.ledger') }).waitFor()
    await page.context().close()
  })

  it('sees how its own streets stand, and no others', async () => {
    await clear()
    const { house } = site
    for (const [areaCode, unit] of [
      ['A11', 'east-river'],
      ['A21', 'west-lake'],
    ] as const) {
      const number = await house.register({ matter: '已办结的垃圾', areaCode })
      await house.run(number, hotline('dispatcher'), 'dispatch', {})
      await house.run(number, of(unit), 'sign', {})
      await house.run(number, of(unit), 'recordContact', { means: 'phone', reached: true })
      await house.run(number, of(unit), 'reply', goodReply)
      house.wait(HOUR)
      await house.run(number, system, 'openCallback', {})
      await house.run(number, hotline('callback_agent'), 'recordCallback', goodAnswer)
    }
    const page = await atDesk(browser, site, language, {
      role: 'district_centre',
      unit: 'east',
      path: '/staff/district?view=streets',
    })
    const rows = await page.innerText('table.scores')
    expect(rows).toContain(language === 'en' ? 'River' : '临河街道')
    expect(rows).not.toContain(language === 'en' ? 'Lake' : '湖滨街道')
    await expectGood(page, 'district: streets')
    await page.context().close()
  })
})

it('decides nothing of another district', async () => {
  const { house } = site
  const number = await house.register({ matter: '西区的事', areaCode: 'A21' })
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  const visitor = await staffVisitor(site, await site.token('district_centre', 'east'))
  expect((await visitor.get(`/staff/district?view=risk&number=${number}`)).status).toBe(404)
  const sent = await visitor.post('/staff/district', { number, task: 'risk', choice: 'urge', view: 'risk' })
  expect(sent.status).toBe(404)
  expect(await types(number)).not.toContain('supervised')
})
