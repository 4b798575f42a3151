import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../src/core/time.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { badAnswer, goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
  for (const answer of [goodAnswer, badAnswer, goodAnswer]) await answered(answer)
})
afterAll(() => browser.close())

async function answered(answer: typeof goodAnswer): Promise<void> {
  const { house } = site
  const number = await house.register({ matter: '街道上有垃圾' })
  const unit = of('east-river')
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  await house.run(number, unit, 'sign', {})
  await house.run(number, unit, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, unit, 'reply', goodReply)
  house.wait(HOUR)
  await house.run(number, system, 'openCallback', {})
  await house.run(number, hotline('callback_agent'), 'recordCallback', answer)
}

describe.each(['zh-CN', 'en'] as const)('assessment by keys, in %s', (language) => {
  const say = sayIn(language)

  it('shows each kind of unit for itself with the counts behind its rates, and leads to the scores', async () => {
    const page = await atDesk(browser, site, language, { role: 'assessment_officer' })
    expect(new URL(page.url()).pathname).toBe('/staff/assessment')
    await page.locator('.view-links a', { hasText: say('scores.object.subdistrict') }).focus()
    await press(page, 'Enter')
    const row = page.locator('.counts .rows-all [role=row]', { hasText: language === 'en' ? 'River' : '临河街道' })
    await row.waitFor()
    expect(await row.innerText()).toContain('2/3')
    expect(await row.innerText()).toContain('66.67%')
    await expectGood(page, 'assessment')
    await page.locator('.view-links a', { hasText: say('scores.object.department') }).focus()
    await press(page, 'Enter')
    await row.waitFor({ state: 'detached' })
    // Another period is an address of its own.
    await page.locator('#period').fill('2026-13')
    await press(page, 'Enter')
    await page.locator('#period-problem').waitFor()
    await settled(page)
    await expectGood(page, 'assessment: no such period')
    await press(page, 'g', 'o')
    await page.waitForURL('**/staff/scores')
    await page.goto(`${site.url}/staff/scores?period=2026-03`)
    await page.locator('table.scores', { hasText: language === 'en' ? 'River' : '临河街道' }).waitFor()
    await expectGood(page, 'scores in the desk')
    await page.context().close()
  })

  it('tells a unit how its month stands, why, and what would help', async () => {
    const page = await atDesk(browser, site, language, { role: 'unit_head', unit: 'east-river' })
    const month = await page.innerText('section[aria-labelledby=month]')
    expect(month).toContain(say('today.month.resolution', { n: 2, of: 3 }))
    expect(month).toContain(say('today.month.help'))
    await page.context().close()
  })
})
