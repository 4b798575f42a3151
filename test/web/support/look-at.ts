import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectGoodPage, looks, visitorOf, type Look } from './axe.ts'
import { openBrowser } from './browser.ts'
import { liveADay } from './city-day.ts'
import { everyPage, type ListedPage } from './every-page.ts'
import { openSite, type Site } from './site.ts'

const languages = ['zh-CN', 'en'] as const

/** Looks at some of the pages in every language and way; an empty city is looked at once more. */
export function lookAt(isOurs: (page: ListedPage, index: number) => boolean): void {
  let site: Site
  let empty: Site
  let browser: Browser
  beforeAll(async () => {
    ;[site, empty, browser] = await Promise.all([openSite(), openSite(), openBrowser()])
    await liveADay(site)
  })
  afterAll(() => browser.close())
  const pages = everyPage.filter(({ isOfDemo }) => isOfDemo !== true).filter(isOurs)

  describe.each(pages)('$name', (listed) => {
    const each = languages.flatMap((language) =>
      (Object.keys(looks) as Look[]).map((look) => [language, look] as const),
    )
    it.each(each)('%s, %s', async (language, look) => {
      const page = await visitorOf(browser, site, language, look, listed.as)
      await expectGoodPage(page, site, listed)
      await page.context().close()
      expect(site.faults).toEqual([])
    })

    it.each(languages)('%s, in a city where nothing has happened yet', async (language) => {
      const page = await visitorOf(browser, empty, language, 'normal', listed.as)
      await expectGoodPage(page, empty, listed)
      await page.context().close()
      expect(empty.faults).toEqual([])
    })
  })
}
