import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../src/core/time.ts'
import { printedNumber } from '../../src/core/work-order/number.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { hotline } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { settled } from './support/every-page.ts'
import { openSite, type Site } from './support/site.ts'
import { typistAt } from './support/typing.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const takeCalls = (language: string) => atDesk(browser, site, language, { role: 'intake_agent', path: '/staff/calls' })
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
const value = (page: Page, name: string): Promise<string> => page.inputValue(`[name=${name}]`)
const filed = (page: Page) => page.locator('.call-filed li')
const codes = (page: Page) => page.locator('.call-code')
const until = <Value>(ask: () => Promise<Value>, wanted: Value) => expect.poll(ask, { timeout: 15_000 }).toEqual(wanted)
const requests = async (): Promise<number> =>
  Number(await site.house.value('select count(*) from hotline.service_request'))
const numberIn = async (page: Page, line = 0): Promise<string> =>
  /\d{6}-\d{7}-\d/.exec(await filed(page).nth(line).innerText())?.[0].replaceAll('-', '') ?? ''
/** The words that were put back, or typed. */
const notes = (page: Page): Promise<string> => value(page, 'matter')

/** Writes a call that has nothing but its words. */
async function write(page: Page, words: string): Promise<void> {
  await press(page, 'Alt+n')
  await page.keyboard.insertText(words)
}

describe.each(['zh-CN', 'en'] as const)('a call, by keys alone, in %s', (language) => {
  const say = sayIn(language)

  it('is logged within 30 seconds of a robot, through composed pinyin, and Enter never files', async () => {
    const before = await requests()
    const page = await takeCalls(language)
    expect(await page.innerText('h1')).toBe(say('calls.title'))
    await until(() => focused(page), 'calls-phone')
    await expectGood(page, 'the empty desk')
    const typist = await typistAt(page)
    typist.think()
    await typist.type('13900139000')
    await typist.press('Enter')
    expect(await focused(page)).toBe('calls-matter')
    typist.think()
    await typist.compose('linhejiedao', '临河街道')
    await typist.compose('lajimeirenqing', '垃圾没人清')
    expect(await notes(page)).toBe('临河街道垃圾没人清')
    await page.locator('#calls-serviceCode-street-litter').waitFor()
    await expect.poll(() => page.innerText('.call-unit')).not.toBe('')
    await expectGood(page, 'the desk with suggestions')
    typist.think()
    await typist.press('Alt+1')
    expect(await page.isChecked('#calls-serviceCode-street-litter')).toBe(true)
    await typist.press('Alt+a')
    await page.locator('[role=option]').first().waitFor()
    await expectGood(page, 'the desk with its areas open')
    await typist.press('Enter')
    expect(await value(page, 'areaCode')).toContain('· A11')
    await typist.press('Escape')
    expect(await focused(page)).toBe('calls-matter')
    await typist.press('Alt+s')
    expect(await page.isChecked('[name=confidentiality][value=secret]')).toBe(true)
    expect(await requests()).toBe(before)
    typist.think()
    await typist.press('Control+Enter')
    await codes(page).first().waitFor()
    expect(typist.seconds()).toBeLessThanOrEqual(30)
    const number = await numberIn(page)
    expect(await page.innerText('.toasts')).toContain(printedNumber(number))
    expect(await page.innerText('.toasts')).toContain(await codes(page).first().innerText())
    const request = await site.house.request(number)
    expect(request).toMatchObject({ serviceCode: 'street-litter', areaCode: 'A11', confidentiality: 'secret' })
    expect([await notes(page), await value(page, 'phone'), await focused(page)]).toEqual(['', '', 'calls-phone'])
    await until(() => page.locator('.call-figures dd').first().innerText(), '1')
    await expectGood(page, 'the desk after a call')
    await page.context().close()
  })
})

describe('what is written', () => {
  it('comes back after a reload, and belongs to one tab at a time', async () => {
    const page = await takeCalls('zh-CN')
    await write(page, '井盖坏了一个多星期')
    await page.locator('.call-draft.saved').waitFor()
    const second = await page.context().newPage()
    await second.goto(`${site.url}/staff/calls`)
    await settled(second)
    await until(() => focused(second), 'calls-phone')
    expect(await notes(second)).toBe('')
    await write(second, '路面塌了一块')
    await second.locator('.call-draft.saved').waitFor()
    await page.reload()
    await settled(page)
    await until(() => notes(page), '井盖坏了一个多星期')
    expect(await page.innerText('.call-notes .note')).toContain(sayIn('zh-CN')('calls.restored'))
    await press(page, 'Control+Enter')
    await codes(page).first().waitFor()
    await press(second, 'Control+Enter')
    await codes(second).first().waitFor()
    expect(await numberIn(page)).not.toBe(await numberIn(second))
    // Filed is filed: nothing of it comes back.
    await page.reload()
    await settled(page)
    await until(() => focused(page), 'calls-phone')
    expect(await notes(page)).toBe('')
    await page.context().close()
  })

  it('is filed once by two presses', async () => {
    const before = await requests()
    const page = await takeCalls('en')
    await write(page, '楼道灯不亮')
    await press(page, 'Control+Enter', 'Control+Enter')
    await codes(page).first().waitFor()
    await until(() => filed(page).count(), 1)
    expect(await requests()).toBe(before + 1)
    expect(await page.locator('.problem').count()).toBe(0)
    await page.context().close()
  })

  it('waits, sealed, while the network is away, and is filed once when it is back', async () => {
    const before = await requests()
    const page = await takeCalls('zh-CN')
    await page.context().setOffline(true)
    await write(page, '断网时记下的第一件')
    await press(page, 'Control+Enter')
    await until(() => page.locator('.call-bar').innerText(), expect.stringContaining('1'))
    await write(page, '断网时记下的第二件')
    await press(page, 'Control+Enter')
    await until(() => page.locator('.call-bar').innerText(), expect.stringContaining('2'))
    await expectGood(page, 'the desk without a network')
    const kept = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open('hotline-desk')
          opening.addEventListener('success', () => {
            const asked = opening.result.transaction('outbox').objectStore('outbox').getAll()
            asked.addEventListener('success', () =>
              resolve(
                (asked.result as { sealed: ArrayBuffer }[])
                  .map(({ sealed }) => new TextDecoder().decode(sealed))
                  .join(' '),
              ),
            )
          })
        }),
    )
    expect(kept.length).toBeGreaterThan(100)
    expect(kept).not.toContain('断网')
    expect(await requests()).toBe(before)
    await page.context().setOffline(false)
    await until(() => codes(page).count(), 2)
    expect(await page.locator('.call-bar').count()).toBe(0)
    expect(await requests()).toBe(before + 2)
    await page.reload()
    await settled(page)
    await until(() => focused(page), 'calls-phone')
    expect(await requests()).toBe(before + 2)
    await page.context().close()
  })

  it('outlives a session that ends in the middle of it', async () => {
    const before = await requests()
    const page = await takeCalls('en')
    await write(page, '会话过期前写的')
    await page.locator('.call-draft.saved').waitFor()
    site.house.wait(2 * HOUR)
    await press(page, 'Alt+n', 'End')
    await page.keyboard.insertText('，过期后又写了一句')
    await page.locator('.call-draft.here').waitFor()
    await press(page, 'Control+Enter')
    await page.locator('.call-bar a').waitFor()
    await expectGood(page, 'the desk without a session')
    expect(await requests()).toBe(before)
    const answer = await page.context().request.post(`${site.url}/staff/sign-in`, {
      form: { token: await site.token('intake_agent'), then: '/staff' },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(302)
    await codes(page).first().waitFor()
    expect(await requests()).toBe(before + 1)
    const number = await numberIn(page)
    const words = await site.house.value<string>(
      `select body from hotline.event_text where number = $1 and name = 'matter'`,
      [number],
    )
    expect(words).toBe('会话过期前写的，过期后又写了一句')
    await page.context().close()
  })

  it('goes back into the form with what is wrong when it is refused', async () => {
    const page = await takeCalls('zh-CN')
    await page.fill('[name=phone]', '1390013900O')
    await write(page, '号码里有字母')
    await press(page, 'Control+Enter')
    await page.locator('.has-problem [name=phone]').waitFor()
    expect(await notes(page)).toBe('号码里有字母')
    await expectGood(page, 'the desk with a problem')
    await page.fill('[name=phone]', '13900139001')
    await press(page, 'Control+Enter')
    await codes(page).first().waitFor()
    await page.context().close()
  })
})

describe('the house helps', () => {
  it('shows what came from the number before, hangs the call on a neighbour’s matter, and writes down that it was looked at', async () => {
    const parent = await site.house.register({
      matter: '河边路灯全部不亮，晚上看不见路',
      serviceCode: 'street-litter',
      requester: { name: '', phone: '+8613911139111', email: '', door: '' },
    })
    const page = await takeCalls('zh-CN')
    await page.keyboard.type('13911139111')
    await page.locator('.call-earlier li', { hasText: printedNumber(parent) }).waitFor()
    const looks = await site.house.asOwner('select purpose from identity.access_record where number = $1', [parent])
    expect(looks.map(({ purpose }) => purpose)).toContain('caller')
    await write(page, '临河河边路灯都不亮，晚上看不见')
    await page.locator('.call-near li', { hasText: printedNumber(parent) }).waitFor()
    await press(page, 'Alt+a', 'Enter', 'Alt+m')
    await expectGood(page, 'the desk with a matter to merge into')
    await press(page, 'Control+Enter')
    await codes(page).first().waitFor()
    const number = await numberIn(page)
    expect(await site.house.request(number)).toMatchObject({ state: 'merged', parentNumber: parent })
    await page.context().close()
  })

  it('says so when a call that is sent again has gone out meanwhile, and files it no second time', async () => {
    const parent = await site.house.register({ matter: '井盖松动' })
    const page = await takeCalls('zh-CN')
    const send = async (form: Readonly<Record<string, string>>) => {
      const headers = { 'sec-fetch-site': 'same-origin' }
      const answer = await page.context().request.post(`${site.url}/staff/calls/file`, { form, headers })
      return (await answer.json()) as { number: string; code: string; parent: string | null; note: string }
    }
    const call = { formKey: 'k'.repeat(22), matter: '井盖响', serviceCode: 'street-litter', areaCode: 'A11' }
    const first = await send(call)
    await site.house.run(first.number, hotline('dispatcher'), 'dispatch', {})
    const again = await send({ ...call, mergeInto: parent })
    expect(again).toMatchObject({ number: first.number, code: first.code, parent: null })
    expect(again.note).toBe(sayIn('zh-CN')('calls.merge.late'))
    await page.context().close()
  })

  it('ends a question with an article', async () => {
    const content = {
      topic: 'hotline',
      services: [],
      unit: 'city',
      reviewedOn: '2026-01-01',
      reviewDueOn: '2027-01-01',
      source: { name: { 'zh-CN': '热线', en: 'Hotline' }, url: '', on: '2026-01-01' },
      title: { 'zh-CN': '居住证怎么办', en: 'How to get a residence permit' },
      answer: [{ 'zh-CN': '带身份证到派出所办理。', en: 'Bring your identity card to the police station.' }],
      script: { 'zh-CN': '您好，请带身份证到派出所办理居住证。', en: 'Please bring your identity card.' },
      body: { 'zh-CN': '', en: '' },
      asks: ['居住证怎么办理', '办居住证要带什么', '居住证在哪里办'],
    }
    await site.house.asOwner(
      `insert into hotline.article (code, revision, published_version, changed_at) values ('permit', 1, 1, now())`,
    )
    await site.house.asOwner(
      `insert into hotline.article_version (code, version, content, saved_at, saved_by, published_at, published_by)
        values ('permit', 1, $1, now(), 'pack', now(), 'pack')`,
      [JSON.stringify(content)],
    )
    // What a process remembers of the articles is asked for again after a while.
    site.house.wait(HOUR)
    const page = await takeCalls('zh-CN')
    await write(page, '请问居住证怎么办理')
    await page.locator('#calls-answer-0').waitFor()
    await press(page, 'Alt+k', 'Insert')
    expect(await page.innerText('.call-script')).toContain('请带身份证到派出所办理居住证')
    await expectGood(page, 'the desk with a script')
    await press(page, 'Alt+d')
    await codes(page).first().waitFor()
    const number = await numberIn(page)
    expect(await site.house.request(number)).toMatchObject({ state: 'answered_directly', requestType: 'inquiry' })
    await until(() => page.locator('.call-figures dd').nth(2).innerText(), '100%')
    await page.context().close()
  })

  it('tells who else may come here', async () => {
    const lead = await atDesk(browser, site, 'en', { role: 'shift_lead', path: '/staff/calls' })
    await write(lead, '值班长接的电话')
    await press(lead, 'Control+Enter')
    await codes(lead).first().waitFor()
    expect((await site.house.types(await numberIn(lead)))[0]).toBe('registered')
    const answer = await lead.context().request.post(`${site.url}/staff/calls/file`, {
      form: { matter: 'x' },
      headers: { 'sec-fetch-site': 'same-origin', cookie: '' },
    })
    expect(answer.status()).toBe(401)
    const dispatcher = await atDesk(browser, site, 'en', { role: 'dispatcher' })
    for (const path of ['/staff/calls/file', '/staff/calls/caller']) {
      const form = { matter: 'x', phone: '13900139000' }
      const refused = await dispatcher
        .context()
        .request.post(site.url + path, { form, headers: { 'sec-fetch-site': 'same-origin' } })
      expect(refused.status(), path).toBe(403)
    }
    await Promise.all([lead.context().close(), dispatcher.context().close()])
  })
})
