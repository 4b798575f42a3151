import type { Browser, BrowserContext, Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'vitest'
import type { Site } from './site.ts'

/** Someone at a browser that runs no script. */
export async function person(browser: Browser, language: string, width = 390): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: language,
    viewport: { width, height: 844 },
  })
  context.setDefaultTimeout(20_000)
  return context.newPage()
}

export async function signIn(browser: Browser, site: Site, language: string, token: string): Promise<Page> {
  const page = await person(browser, language, 1280)
  await page.goto(`${site.url}/staff`)
  await page.fill('[name=token]', token)
  await page.click('main form button.primary')
  return page
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export interface Look {
  readonly language: string
  readonly isDark?: boolean
  readonly isElder?: boolean
  readonly width?: number
}

/** axe needs a script of its own, so it looks at the same pages, with the same cookies, from a browser that runs it. */
export async function expectAccessible(browser: Browser, from: BrowserContext, url: string, look: Look): Promise<void> {
  const { language, isDark = false, isElder = false, width = 390 } = look
  const context = await browser.newContext({
    bypassCSP: true,
    colorScheme: isDark ? 'dark' : 'light',
    viewport: { width, height: 844 },
  })
  await context.addCookies(await from.cookies())
  const page = await context.newPage()
  const address = new URL(url)
  address.searchParams.set('lang', language)
  address.searchParams.set('elder', isElder ? '1' : '0')
  await page.goto(address.href)
  expect(await page.getAttribute('html', 'lang')).toBe(language)
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, `${address.pathname} ${JSON.stringify(look)}`).toEqual([])
  expect(passes.length).toBeGreaterThan(5)
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow, `${address.pathname} is wider than its window`).toBeLessThanOrEqual(0)
  await context.close()
}
