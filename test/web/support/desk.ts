import type { Browser, Page } from 'playwright-core'
import type { Role } from '../../../src/core/permission/roles.ts'
import { settled } from './every-page.ts'
import type { Site } from './site.ts'

/** Somebody at a desk that has come alive. */
export async function atDesk(
  browser: Browser,
  site: Site,
  language: string,
  as: { readonly role: Role; readonly unit?: string; readonly path?: string },
): Promise<Page> {
  const { role, unit, path = '/staff' } = as
  const context = await browser.newContext({
    locale: language,
    bypassCSP: true,
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  })
  context.setDefaultTimeout(15_000)
  await context.addCookies([{ name: 'lang', value: language, url: site.url }])
  const answer = await context.request.post(`${site.url}/staff/sign-in`, {
    form: { token: await site.token(role, unit), then: '/staff' },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  if (answer.status() !== 302) throw new Error(`signing in answered ${answer.status()}`)
  const page = await context.newPage()
  await page.goto(site.url + path)
  await settled(page)
  return page
}

/** Keys one after the other, as a person presses them. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
