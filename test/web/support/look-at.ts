import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectGoodPage, looks, visitorOf, type Look } from './axe.ts'
import { openBrowser } from './browser.ts'
import { liveADay } from './city-day.ts'
import { everyPage, type ListedPage } from './every-page.ts'
import { openSite, type Site } from './site.ts'

const languages = ['zh-CN', 'en'] as const
const lookNames = Object.keys(looks) as Look[]
const pages = everyPage.filter(({ isOfDemo }) => isOfDemo !== true)

interface LookAt {
  /** Which of the parts into which the pages are dealt. */
  readonly part: number
  readonly parts: number
  /** Every page in every language and way; otherwise two ways a language, dealt out so that each page is seen in all four. */
  readonly isWhole: boolean
}

/** Looks at some of the pages; a city where nothing has happened yet is looked at once more. */
export function lookAt({ part, parts, isWhole }: LookAt): void {
  let site: Site
  let empty: Site
  let browser: Browser
  beforeAll(async () => {
    ;[site, empty, browser] = await Promise.all([openSite(), openSite(), openBrowser()])
    await liveADay(site)
  })
  afterAll(() => browser.close())
  const ours = pages.map((listed, index) => ({ ...listed, index })).filter(({ index }) => index % parts === part)

  describe.each(ours)('$name', (listed) => {
    const round = Math.floor(listed.index / parts)
    const isDealt = (language: number, look: number): boolean => isWhole || (look + language + round) % 2 === 0
    const each = languages.flatMap((language, at) =>
      lookNames.filter((_, look) => isDealt(at, look)).map((look) => [language, look] as const),
    )
    it.each(each)('%s, %s', async (language, look) => {
      await lookIn(site, language, look, listed)
    })

    const emptyIn = isWhole ? languages : languages.filter((_, at) => (at + round) % 2 === 0)
    it.each(emptyIn)('%s, in a city where nothing has happened yet', async (language) => {
      await lookIn(empty, language, 'normal', listed)
    })
  })

  async function lookIn(at: Site, language: string, look: Look, listed: ListedPage): Promise<void> {
    const page = await visitorOf(browser, at, language, look, listed.as)
    await expectGoodPage(page, at, listed)
    await page.context().close()
    expect(at.faults).toEqual([])
  }
}
