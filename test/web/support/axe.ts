import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { unitRoles, type Role } from '../../../src/core/permission/roles.ts'
import { settled, type ListedPage } from './every-page.ts'
import type { Site } from './site.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The ways in which every page is looked at. */
export const looks = {
  normal: { width: 1280, cookies: {} },
  elder: { width: 390, cookies: { elder: '1' } },
  dark: { width: 1280, cookies: { theme: 'dark' } },
  narrow: { width: 320, cookies: {} },
} as const
export type Look = keyof typeof looks

const unitOf: Partial<Readonly<Record<Role, string>>> = { district_centre: 'east' }

/** Somebody at a browser with the language, size and colours of a look, signed in where the page asks for it. */
export async function visitorOf(browser: Browser, site: Site, language: string, look: Look, as?: Role): Promise<Page> {
  const { width, cookies } = looks[look]
  const context = await browser.newContext({
    locale: language,
    bypassCSP: true,
    reducedMotion: 'reduce',
    viewport: { width, height: 844 },
  })
  context.setDefaultTimeout(20_000)
  const chosen = Object.entries({ lang: language, ...cookies })
  await context.addCookies(chosen.map(([name, value]) => ({ name, value, url: site.url })))
  if (as !== undefined) await signInto(context, site, as)
  return context.newPage()
}

async function signInto(context: BrowserContext, site: Site, role: Role): Promise<void> {
  const isOfUnit = (unitRoles as readonly Role[]).includes(role)
  const token = await site.token(role, isOfUnit ? (unitOf[role] ?? 'east-river') : undefined)
  const answer = await context.request.post(`${site.url}/staff/sign-in`, {
    form: { token, then: '/staff' },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(302)
}

/** Looks at a page: no violation, no sideways scrolling, nothing that the catalogue did not say. */
export async function expectGoodPage(page: Page, site: Site, listed: ListedPage): Promise<void> {
  await page.goto(site.url + listed.path)
  await settled(page)
  await listed.before?.(page)
  await settled(page)
  await expectGood(page, listed.name)
}

export async function expectGood(page: Page, name: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
  expect(found, name).toEqual([])
  expect(passes.length, name).toBeGreaterThan(5)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0)
  const words = await page.innerText('body')
  expect(words.match(/\{\w+\}|undefined|NaN|\[object/g) ?? [], name).toEqual([])
}
