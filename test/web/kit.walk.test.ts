import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { expectGood, visitorOf } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const languages = ['zh-CN', 'en'] as const

async function open(language: string, path: string): Promise<Page> {
  const page = await visitorOf(browser, site, language, 'normal', path.startsWith('/staff') ? 'supervisor' : undefined)
  await page.goto(site.url + path)
  await settled(page)
  return page
}

describe.each(languages)('the kit, in %s', (language) => {
  const say = sayIn(language)

  it('holds ten thousand rows and draws only those in sight', async () => {
    const page = await open(language, '/kit')
    const rows = page.locator('.rows-box [role=row]')
    expect(await page.getAttribute('.rows', 'aria-rowcount')).toBe('10001')
    for (const share of [0, 0.3, 1, 0.5]) {
      await page.evaluate((at) => {
        const box = document.querySelector('.rows-box')
        if (box) box.scrollTop = box.scrollHeight * at
      }, share)
      await page.waitForTimeout(100)
      expect(await rows.count()).toBeLessThanOrEqual(60)
      expect(await rows.count()).toBeGreaterThan(5)
    }
    await page.context().close()
  })

  it('moves by j and k, selects by x, and leaves letters alone where somebody types', async () => {
    const page = await open(language, '/kit')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    expect(await page.innerText('[data-active] [role=rowheader]')).toBe('2')
    await expectText(page, say('sheet.rows', { n: 1 }))
    await page.keyboard.press('k')
    expect(await page.innerText('[data-active] [role=rowheader]')).toBe('1')
    await page.fill('[name=line]', '')
    await page.locator('[name=line]').pressSequentially('jjx')
    expect(await page.inputValue('[name=line]')).toBe('jjx')
    expect(await page.innerText('[data-active] [role=rowheader]')).toBe('1')
    await page.context().close()
  })

  it('shows its keys by ?, where single letters can be turned off for good', async () => {
    const page = await open(language, '/kit')
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await expectGood(page, 'keys')
    expect(await dialog.innerText()).toContain(say('kit.row.next'))
    await page.getByRole('switch').press('Space')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    expect(await page.locator('[data-active]').count()).toBe(0)
    await page.reload()
    await settled(page)
    await page.keyboard.press('j')
    expect(await page.locator('[data-active]').count()).toBe(0)
    await page.context().close()
  })

  it('goes anywhere by its name: Ctrl+K', async () => {
    const page = await open(language, '/staff/queue')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await expectGood(page, 'palette')
    await page.keyboard.type(say('desk.page.atRisk'))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/staff/at-risk')
    await page.keyboard.press('g')
    await page.keyboard.press('f')
    await page.waitForURL('**/staff/floor')
    await page.context().close()
  })
})

async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).waitFor()
}
