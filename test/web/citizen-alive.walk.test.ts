import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { alive, phone } from './support/alive.ts'
import { openBrowser } from './support/browser.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const requests = async (): Promise<number> =>
  Number(await site.house.value<string>('select count(*) from service_request'))
const say = sayIn('zh-CN')

async function open(page: Page): Promise<void> {
  await page.goto(`${site.url}/report`)
  await alive(page)
}

async function toPlace(page: Page, matter = '楼下垃圾三天没人清'): Promise<void> {
  await page.fill('[name=matter]', matter)
  await page.click('.buttons [value=next]')
  await page.waitForSelector('[name=district]')
  await alive(page)
}

async function toCheck(page: Page): Promise<void> {
  await page.selectOption('[name=district]', 'A1')
  await page.fill('[name=phone]', '13800138000')
  await page.click('.buttons [value=next]')
  await page.waitForSelector('[value=send]')
  await alive(page)
}

describe('words that were typed', () => {
  it('survive a reload, and are gone from the phone once they were sent', async () => {
    const { page, faults } = await phone(browser, 'zh-CN')
    await open(page)
    await page.fill('[name=matter]', '路灯坏了，晚上看不清')
    await page.waitForTimeout(600)
    await page.reload()
    await page.waitForSelector('#draft-note:not([hidden])')
    expect(await page.inputValue('[name=matter]')).toBe('路灯坏了，晚上看不清')
    expect(await page.innerText('#draft-note')).toContain(say('report.draft.restored'))
    await toPlace(page, '路灯坏了，晚上看不清')
    await toCheck(page)
    await page.click('[value=send]')
    await page.waitForSelector('.receipt')
    await alive(page)
    await open(page)
    expect(await page.inputValue('[name=matter]')).toBe('')
    expect(await page.locator('#draft-note').isHidden()).toBe(true)
    expect(faults).toEqual([])
  })

  it('lie on the phone encrypted', async () => {
    const { page } = await phone(browser, 'zh-CN')
    await open(page)
    await page.fill('[name=matter]', 'secret-words-of-mine')
    await page.waitForTimeout(600)
    const kept = await page.evaluate(async () => {
      const request = indexedDB.open('hotline')
      const database = await new Promise<IDBDatabase>((resolve) =>
        request.addEventListener('success', () => resolve(request.result)),
      )
      const all = database.transaction('drafts').objectStore('drafts').getAll()
      await new Promise((resolve) => all.addEventListener('success', resolve))
      const key = database.transaction('key').objectStore('key').get('main')
      await new Promise((resolve) => key.addEventListener('success', resolve))
      return (all.result as { sealed: ArrayBuffer }[]).map(({ sealed }) => ({
        plain: new TextDecoder().decode(sealed),
        isKeyTaken: (key.result as CryptoKey).extractable,
      }))
    })
    expect(kept).toHaveLength(1)
    expect(kept[0]?.plain).not.toContain('secret')
    expect(kept[0]?.isKeyTaken).toBe(false)
  })

  it('of two tabs stay apart, and each is filed as its own', async () => {
    const { page, context } = await phone(browser, 'zh-CN')
    const before = await requests()
    const other = await context.newPage()
    await open(page)
    await page.fill('[name=matter]', '第一件：垃圾')
    await open(other)
    await other.fill('[name=matter]', '第二件：噪声')
    // What is typed is kept within half a second.
    await other.waitForTimeout(600)
    for (const [each, matter] of [
      [page, '第一件：垃圾'],
      [other, '第二件：噪声'],
    ] as const) {
      await each.reload()
      await alive(each)
      expect(await each.inputValue('[name=matter]')).toBe(matter)
      await toPlace(each, matter)
      await toCheck(each)
      await each.click('[value=send]')
      await each.waitForSelector('.receipt')
    }
    expect(await requests()).toBe(before + 2)
  })
})

describe('sending', () => {
  it('twice by a double click files once; the way back says that it was sent', async () => {
    const { page } = await phone(browser, 'zh-CN')
    const before = await requests()
    await open(page)
    await toPlace(page)
    await toCheck(page)
    await page.dblclick('[value=send]')
    await page.waitForSelector('.receipt')
    await alive(page)
    expect(await requests()).toBe(before + 1)
    await page.goBack()
    await page.waitForSelector('#sent-note:not([hidden])')
    expect(await page.innerText('#sent-note')).toContain(say('report.sent.already'))
    expect(await page.locator('[value=send]').isHidden()).toBe(true)
  })

  it.each(['a module that does not arrive', 'a browser without its database', 'a module that breaks in the middle'])(
    'works with %s',
    async (what) => {
      const { page, context } = await phone(browser, 'zh-CN')
      if (what.includes('arrive')) await context.route('**/assets/report-*.js', (route) => route.abort())
      if (what.includes('database'))
        await context.addInitScript('delete window.indexedDB; delete IDBFactory.prototype.open')
      if (what.includes('middle')) {
        await context.addInitScript(
          'window.addEventListener = () => { throw new Error("broken") }; Storage.prototype.setItem = () => { throw new Error("full") }',
        )
      }
      const before = await requests()
      await page.goto(`${site.url}/report`)
      await page.fill('[name=matter]', '楼下垃圾没人清')
      await page.click('.buttons [value=next]')
      await page.selectOption('[name=district]', 'A1')
      await page.fill('[name=phone]', '13800138000')
      await page.click('.buttons [value=next]')
      await page.click('[value=send]')
      await page.waitForSelector('.receipt')
      expect(await requests()).toBe(before + 1)
    },
  )
})

describe('help while it is written', () => {
  it('names what it seems to be, and files it so only where that was agreed to', async () => {
    const { page, faults } = await phone(browser, 'zh-CN')
    await open(page)
    await page.locator('[name=matter]').pressSequentially('我家附近街道垃圾没人管')
    await page.click('#guess .chip >> nth=0')
    expect(await page.innerText('#guess')).toContain(say('report.guess.agreed', { service: '' }).trim())
    const service = await page.inputValue('[name=service]')
    await toPlace(page, '我家附近街道垃圾没人管')
    await toCheck(page)
    await page.click('[value=send]')
    await page.waitForSelector('.receipt')
    const filed = await site.house.value('select service_code from service_request order by number desc limit 1')
    expect([service, filed]).toEqual([filed, service])
    expect(service).not.toBe('')
    expect(faults).toEqual([])
  })

  it('finds the area as it is typed, and where the phone stands when it is asked', async () => {
    const { page, faults } = await phone(browser, 'zh-CN', { position: { latitude: 0.5, longitude: 0.5 } })
    await open(page)
    await toPlace(page)
    await page.locator('[name=street]').pressSequentially('临')
    await page.click('.chip >> text=临河')
    expect([await page.inputValue('[name=district]'), await page.inputValue('[name=street]')]).toEqual(['A1', '临河'])
    await page.click('#use-position')
    await page.waitForSelector(`#position-note:has-text("${say('report.position.outside').slice(0, 12)}")`)
    expect(await page.inputValue('[name=latitude]')).toBe('')
    // The map of the districts is there for who likes to point.
    await page.click('#place-map summary')
    await page.click('#place-map g[data-district=A2]')
    expect(await page.inputValue('[name=district]')).toBe('A2')
    expect(faults).toEqual([])
  })

  it('goes on without the position that the phone does not give', async () => {
    const { page } = await phone(browser, 'en')
    await open(page)
    await toPlace(page)
    await page.click('#use-position')
    await page.waitForSelector(`#position-note:has-text("${sayIn('en')('report.position.denied').slice(0, 20)}")`)
    await toCheck(page)
    expect(await page.innerText('.answers')).toContain('13800138000')
  })
})

describe('neighbours', () => {
  it('who reported the same are counted, and one tap joins them', async () => {
    for (let count = 0; count < 4; count += 1) {
      await site.house.register({ matter: '街上有垃圾没人清', ownWords: '街上有垃圾没人清', areaCode: 'A12' })
    }
    const { page, faults } = await phone(browser, 'zh-CN')
    await open(page)
    await toPlace(page, '街上有垃圾没人清')
    await page.selectOption('[name=district]', 'A1')
    await page.fill('[name=street]', site.house.app.rulebook.area('A12')?.name['zh-CN'] ?? '')
    await page.click('#neighbours .chip')
    expect(await page.innerText('#neighbours')).toContain(say('report.neighbours.done'))
    await page.fill('[name=phone]', '13800138000')
    await page.click('.buttons [value=next]')
    await page.waitForSelector('[value=send]')
    expect(await page.innerText('.answers')).toContain(say('report.neighbours.words'))
    expect(faults).toEqual([])
  })
})
