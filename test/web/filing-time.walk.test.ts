import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alive, phone } from './support/alive.ts'
import { openBrowser } from './support/browser.ts'
import { openSite, type Site } from './support/site.ts'
import { stopwatch, type Composition, type Stopwatch } from './support/stopwatch.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const matter: Composition = [
  ['louxia', '楼下'],
  ['lajitong', '垃圾桶'],
  ['santian', '三天'],
  ['meiren', '没人'],
  ['qing', '清'],
]
const address: Composition = [
  ['linhelu', '临河路'],
  ['ba', '8号'],
]

/** From the home page to number and code, as a person with a phone does it. */
async function file(page: Page, watch: Stopwatch): Promise<void> {
  await alive(page)
  watch.think('what to press')
  await watch.tap('a.primary')
  await alive(page)
  watch.screen('what')
  await watch.compose('[name=matter]', matter)
  expect(await page.inputValue('[name=matter]')).toBe('楼下垃圾桶三天没人清')
  await watch.tap('.buttons [value=next]')
  await page.waitForSelector('[name=district]')
  await alive(page)
  watch.screen('where and who')
  await watch.choose('[name=district]', 'A1')
  await watch.compose('[name=address]', address)
  watch.think('the own number')
  await watch.type('[name=phone]', '13800138000')
  watch.think('how identity is protected: the usual way')
  await watch.tap('.buttons [value=next]')
  await page.waitForSelector('[value=send]')
  await alive(page)
  watch.screen('check')
  watch.think('read it once')
  await watch.tap('[value=send]')
  await page.waitForSelector('.receipt .big-code')
}

it.each([
  { elder: '0', times: 1, most: 60 },
  { elder: '1', times: 1.75, most: 105 },
])('a report takes at most $most s, 3 screens and 12 taps (larger text: $elder)', async ({ elder, times, most }) => {
  const { page, faults } = await phone(browser, 'zh-CN')
  const before = Number(await site.house.value<string>('select count(*) from service_request'))
  await page.goto(`${site.url}/?elder=${elder}`)
  const watch = stopwatch(page, { times })
  await file(page, watch)
  // Enter ended every syllable, and sent nothing: one report, filed by the button.
  expect(Number(await site.house.value<string>('select count(*) from service_request'))).toBe(before + 1)
  expect(watch.screens).toBe(3)
  expect(watch.taps).toBeLessThanOrEqual(12)
  expect(watch.seconds).toBeLessThanOrEqual(most)
  // What is counted is what was done: a report cannot be typed in no time.
  expect(watch.seconds).toBeGreaterThan(times * 15)
  expect(faults).toEqual([])
})
