import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { hotline, of } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { openSite, type Site } from './support/site.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const head = of('east-river')
const note = '.moves [name="recordContact.note"]'
const caseOf = (number: string): string => `/staff/requests/${number}`

async function signed(): Promise<string> {
  const number = await site.house.register()
  await site.house.run(number, hotline('dispatcher'), 'dispatch', {})
  await site.house.run(number, head, 'sign', {})
  return number
}

const atCase = (language: string, number: string): Promise<Page> =>
  atDesk(browser, site, language, { role: 'unit_head', unit: 'east-river', path: caseOf(number) })

describe.each(['zh-CN', 'en'] as const)('one request that several people have open, in %s', (language) => {
  const say = sayIn(language)

  it('says who else looks at it and who writes', async () => {
    const number = await signed()
    const [one, other] = [await atCase(language, number), await atCase(language, number)]
    await one.locator('.presence-person').waitFor()
    expect(await one.innerText('.presence')).toContain(say('role.unit_head'))
    await press(other, 'e')
    await other.locator(note).focus()
    await other.keyboard.type('已联系')
    await one.locator('.presence-person.writing').waitFor()
    await expectGood(one, 'case with presence')
    await other.goto(`${site.url}/staff/queue`)
    await one.locator('.presence-person').waitFor({ state: 'detached' })
    await other.context().close()
    await one.context().close()
  })

  it('shows at once what changed where nobody types, and asks where somebody does', async () => {
    const number = await signed()
    const page = await atCase(language, number)
    await site.house.run(number, head, 'assignHandler', { handler: 'handler-1' })
    await page.locator('.timeline', { hasText: say('event.handler_assigned') }).waitFor()
    await page.locator(note).fill('正在写的话')
    await site.house.run(number, hotline('supervisor'), 'urge', { note: '请抓紧' })
    await page.locator('.news', { hasText: say('event.supervised') }).waitFor()
    expect(await page.locator('.timeline', { hasText: '请抓紧' }).count()).toBe(0)
    await page.locator('.news button').focus()
    await press(page, 'Enter')
    await page.locator('.timeline', { hasText: '请抓紧' }).waitFor()
    expect(await page.inputValue(note)).toBe('正在写的话')
    await page.context().close()
  })

  it('lets choose where somebody was faster: mine on top, or dropped', async () => {
    const number = await signed()
    const page = await atCase(language, number)
    const summary = page.locator('.moves summary', { hasText: say('command.recordContact') })
    const send = async (words: string): Promise<void> => {
      await summary.focus()
      if (!(await page.locator(note).isVisible())) await press(page, 'Enter')
      await page.locator('.moves [name="recordContact.means"][value=phone]').check()
      await page.locator('.moves [name="recordContact.reached"][value=yes]').check()
      await page.locator(note).fill(words)
      await site.house.run(number, head, 'addAssist', {
        unitCode: words === '一' ? 'market' : 'housing',
        task: '请协助',
      })
      await page.locator(note).focus()
      await press(page, 'Control+Enter')
      await page.locator('.conflict').waitFor()
    }
    await send('一')
    const words = await page.innerText('.conflict')
    expect(words).toContain(say('event.assist_added'))
    expect(words).toContain('请协助')
    expect(await page.inputValue(note)).toBe('一')
    expect((await site.house.types(number)).filter((type) => type === 'contact_recorded')).toEqual([])
    await expectGood(page, 'conflict')
    await page.locator('.conflict button.primary').focus()
    await press(page, 'Enter')
    await page.locator('output.success').waitFor()
    expect((await site.house.types(number)).filter((type) => type === 'contact_recorded')).toHaveLength(1)
    await send('二')
    await page.locator('.conflict button[value=drop]').focus()
    await press(page, 'Enter')
    await page.locator('.conflict').waitFor({ state: 'detached' })
    expect(await page.inputValue(note)).toBe('')
    expect((await site.house.types(number)).filter((type) => type === 'contact_recorded')).toHaveLength(1)
    await page.context().close()
  })

  it('keeps what was typed through an ended session, and gives it up when it is sent', async () => {
    const number = await signed()
    const token = await site.token('unit_head', 'east-river')
    const page = await atDesk(browser, site, language, { role: 'unit_head', unit: 'east-river' })
    const enter = async (): Promise<void> => {
      await page.context().clearCookies({ name: 'staff_session' })
      await page.goto(site.url + caseOf(number))
      await page.fill('[name=token]', token)
      await page.click('main form button.primary')
      await page.waitForURL(`**${caseOf(number)}`)
      await page.waitForSelector('html[data-alive]')
    }
    await enter()
    await page.locator(note).fill('写到一半')
    await page.locator('.draft-line', { hasText: say('draft.saved') }).waitFor()
    await enter()
    expect(await page.inputValue(note)).toBe('写到一半')
    expect(await page.innerText('.draft-line')).toContain(say('draft.back'))
    await page.locator('.moves [name="recordContact.means"][value=phone]').check()
    await page.locator('.moves [name="recordContact.reached"][value=yes]').check()
    await page.locator(note).focus()
    await press(page, 'Control+Enter')
    await page.locator('output.success').waitFor()
    expect(await page.inputValue(note)).toBe('')
    expect(
      await site.house.value(`select count(*)::integer from identity.draft where form = $1`, [`case:${number}`]),
    ).toBe(0)
    await page.context().close()
  })

  it('sends nothing by the Enter that takes a word from the input method', async () => {
    const number = await signed()
    const page = await atCase(language, number)
    const { seq } = await site.house.request(number)
    const field = page.locator('.moves input[name="assignHandler.handler"]')
    await page.locator('.moves summary', { hasText: say('command.assignHandler') }).focus()
    await press(page, 'Enter')
    await field.focus()
    const client = await page.context().newCDPSession(page)
    await client.send('Input.imeSetComposition', { text: 'zhang', selectionStart: 5, selectionEnd: 5 })
    await client.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await client.send('Input.insertText', { text: '张' })
    expect(await field.inputValue()).toContain('张')
    expect((await site.house.request(number)).seq).toBe(seq)
    await page.context().close()
  })
})
