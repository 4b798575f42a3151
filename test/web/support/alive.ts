import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface Phone {
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong in the page's own scripts. */
  readonly faults: string[]
}

interface PhoneOptions {
  readonly width?: number
  readonly position?: { readonly latitude: number; readonly longitude: number }
}

/** Someone with a phone whose browser runs scripts. */
export async function phone(browser: Browser, language: string, options: PhoneOptions = {}): Promise<Phone> {
  const { width = 390, position } = options
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height: 844 },
    hasTouch: true,
    ...(position ? { geolocation: position, permissions: ['geolocation'] } : {}),
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => void faults.push(error.message))
  return { context, page, faults }
}

/** The page's module has started everything that it does. */
export const alive = (page: Page): Promise<unknown> => page.waitForSelector('html[data-alive=yes]')
