import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPackArticles } from '../../src/actions/knowledge/load-pack.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk } from './support/desk.ts'
import { openSite, type Site } from './support/site.ts'
import { typistAt } from './support/typing.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
  await loadPackArticles(site.house.app)
})
afterAll(() => browser.close())

describe.each(['zh-CN', 'en'] as const)('the knowledge base by keys alone, in %s', (language) => {
  const say = sayIn(language)
  const atKnowledge = () => atDesk(browser, site, language, { role: 'intake_agent', path: '/staff/knowledge' })

  it('answers while one types, within 20 seconds; the input method’s Enter opens nothing', async () => {
    const page = await atKnowledge()
    const typist = await typistAt(page)
    typist.think()
    // The field has the focus already.
    await typist.compose('tingshui', '停水')
    await page.locator('[role=option]').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/staff/knowledge')
    await expect
      .poll(() => page.locator('.kb-card h2').innerText())
      .toBe(language === 'en' ? 'Planned water cuts' : '计划停水怎么查')
    expect(await page.locator('.kb-card').innerText()).toContain(language === 'en' ? 'Read this' : '照着说')
    // Typed words stand in no address.
    expect(page.url()).not.toContain(encodeURIComponent('停水'))
    await expectGood(page, 'the search with an answer')
    typist.think()
    await typist.press('Enter')
    await page.waitForURL('**/staff/knowledge/water-cut')
    await expectGood(page, 'an article')
    expect(typist.seconds()).toBeLessThan(20)
  })

  it('arrows choose another, and a question that nothing answers is noted by a button', async () => {
    const page = await atKnowledge()
    const typist = await typistAt(page)
    await page.locator('#kb-q').focus()
    await typist.type('怎么')
    await typist.type('查')
    await page.locator('[role=option]').first().waitFor()
    await typist.press('ArrowDown', 'ArrowUp')
    expect(await page.locator('[role=option][aria-selected=true]').count()).toBe(1)
    await page.locator('#kb-q').fill(`金鱼 ${language}`)
    await page.getByText(say('kb.found.none')).waitFor()
    await page.getByRole('button', { name: say('kb.gap.note') }).press('Enter')
    await page.getByText(say('kb.gap.noted')).waitFor()
    expect(await site.house.value('select asked from knowledge_gap where words = $1', [`金鱼 ${language}`])).toBe(1)
  })
})
