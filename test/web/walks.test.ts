import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../src/core/time.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { system } from '../support/world.ts'
import { openBrowser } from './support/browser.ts'
import { openSite, type Site } from './support/site.ts'
import { expectAccessible, person, signIn } from './support/walks.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const languages = ['zh-CN', 'en'] as const
const digits = (text: string): string => text.replace(/\D/g, '')
const heading = (page: Page): Promise<string> => page.innerText('h1')

/** Files a report as a citizen does, and stands on the page that gives number and code. */
async function report(page: Page): Promise<void> {
  await page.goto(site.url)
  await page.click('a.primary')
  await page.fill('[name=matter]', '楼下垃圾三天没人清')
  await page.click('[value=next]')
  await page.selectOption('[name=district]', 'A1')
  await page.fill('[name=address]', '临河路8号')
  await page.fill('[name=phone]', '138 0013 8000')
  await page.click('[value=next]')
  await page.click('[value=send]')
}

describe.each(languages)('without script, in %s', (language) => {
  const say = sayIn(language)

  it('a citizen files a request, corrected on the way, and follows it', async () => {
    const citizen = await person(browser, language)
    await citizen.goto(site.url)
    await citizen.click('a.primary')
    await citizen.click('[value=next]')
    expect(await heading(citizen)).toBe(say('report.title.what'))
    expect(await citizen.title()).toContain(say('problem.title'))
    // The error summary takes the focus; its link leads to the field.
    expect(await citizen.locator('.error-summary[autofocus]').count()).toBe(1)
    await citizen.click('.error-summary a')
    expect(citizen.url()).toContain('#report-matter')
    await citizen.fill('[name=matter]', '楼下垃圾三天没人清，请打13800138000')
    const other = language === 'en' ? 'zh-CN' : 'en'
    await citizen.click(`.switches [lang=${other}]`)
    expect(await heading(citizen)).toBe(sayIn(other)('report.title.what'))
    await citizen.click(`.switches [lang=${language}]`)
    expect(await citizen.inputValue('[name=matter]')).toContain('楼下垃圾')
    await citizen.click('[value=next]')
    await citizen.selectOption('[name=district]', 'A1')
    await citizen.fill('[name=street]', '临河')
    await citizen.fill('[name=phone]', '1380013800O')
    // Enter in a field goes on as the button does, and never switches the language.
    await citizen.press('[name=phone]', 'Enter')
    expect(await citizen.innerText('.error-summary')).toContain('O')
    await citizen.fill('[name=phone]', '13800138000')
    await citizen.click('[value=next]')
    expect(await heading(citizen)).toBe(say('report.title.check'))
    await citizen.click('[value=place] >> nth=0')
    expect(await citizen.inputValue('[name=phone]')).toBe('13800138000')
    await citizen.click('[value=next]')
    await citizen.click('[value=send]')
    expect(await heading(citizen)).toBe(say('done.title'))
    const [number = '', code = ''] = await citizen.locator('.big-code').allInnerTexts()
    await citizen.goto(`${site.url}/track`)
    await citizen.fill('[name=number]', number)
    await citizen.fill('[name=code]', code.toLowerCase())
    await citizen.click('main button.primary')
    expect(digits(await heading(citizen))).toBe(digits(number))
    expect(await citizen.innerText('[aria-current=step]')).toContain(say('track.step.dispatched'))
    expect(await citizen.innerText('main')).not.toContain('13800138000')
  })

  it('staff take a call, dispatch, sign, contact, reply; the citizen rates', async () => {
    const agent = await signIn(browser, site, language, await site.token('intake_agent'))
    await agent.click('a[href="/staff/calls"]')
    await agent.fill('[name=matter]', '街道垃圾没人清')
    await agent.click('[value=search]')
    await agent.check('[value=street-litter]')
    await agent.fill('[name=areaCode]', 'A11')
    await agent.fill('[name=phone]', '13900139000')
    await agent.click('[value=register]')
    const done = await agent.innerText('.call-filed li')
    const number = digits(/\d{6}-\d{7}-\d/.exec(done)?.[0] ?? '')
    const code = /[0-9A-Z]{4} [0-9A-Z]{4}/.exec(done)?.[0] ?? ''

    const dispatcher = await signIn(browser, site, language, await site.token('dispatcher'))
    await dispatcher.goto(`${site.url}/staff/requests/${number}`)
    await dispatcher.click('button[value=dispatch]')
    expect(await dispatcher.innerText('.success')).toContain(say('command.dispatch'))

    const head = await signIn(browser, site, language, await site.token('unit_head', 'east-river'))
    await head.goto(`${site.url}/staff/requests/${number}`)
    await head.click('button[value=sign]')
    await head.check('[name="recordContact.means"][value=phone]')
    await head.check('[name="recordContact.reached"][value=yes]')
    await head.click('button[value=recordContact]')
    await head.selectOption('[name="identity.purpose"]', 'contact')
    await head.click('button[value=reveal]')
    expect(await head.innerText('main')).toContain('+8613900139000')
    await head.fill('[name="reply.result"]', '已清运')
    await head.fill('[name="reply.publicReply"]', '垃圾已经清运')
    await head.fill('[name="reply.evidence"]', 'photo-1')
    await head.check('[name="reply.solved"][value=yes]')
    await head.check('[name="reply.requesterInformed"][value=yes]')
    await head.click('button[value=reply]')
    expect(await head.innerText('.page-head')).toContain(say('state.replied'))

    site.house.wait(HOUR)
    await site.house.run(number, system, 'openCallback', {})
    const citizen = await person(browser, language)
    await citizen.goto(`${site.url}/track?number=${number}`)
    await citizen.fill('[name=code]', code)
    await citizen.click('main button.primary')
    expect(await citizen.innerText('main')).toContain('垃圾已经清运')
    await citizen.check('[name="recordCallback.contacted"][value=yes]')
    await citizen.check('[name="recordCallback.resolved"][value=yes]')
    await citizen.check('[name="recordCallback.satisfaction"][value=satisfied]')
    await citizen.click('button[value=recordCallback]')
    expect((await site.house.request(number)).state).toBe('closed')
    expect(await citizen.innerText('main')).toContain(say('track.closed'))
    await citizen.goto(`${site.url}/scores?period=2026-03`)
    expect(await citizen.innerText('table')).toContain('100.00%')
  })
})

describe('axe finds nothing to object to', () => {
  const pages = ['/', '/report', '/report/done', '/track', '/track/request', '/scores', '/nowhere', '/staff/sign-in']

  it(
    'on the pages of citizens, in both languages, light and dark, large and narrow',
    { timeout: 180_000 },
    async () => {
      const citizen = await person(browser, 'zh-CN')
      await report(citizen)
      const from = citizen.context()
      for (const path of pages) {
        await expectAccessible(browser, from, site.url + path, { language: 'zh-CN' })
        await expectAccessible(browser, from, site.url + path, {
          language: 'en',
          isDark: true,
          isElder: true,
          width: 320,
        })
      }
      await expectAccessible(browser, from, `${site.url}/scores`, { language: 'zh-CN', isDark: true, width: 1280 })
    },
  )

  it('on the pages of staff', { timeout: 180_000 }, async () => {
    const number = await site.house.register()
    const roles = [['dispatcher'], ['intake_agent'], ['unit_head', 'east-river'], ['callback_agent']] as const
    for (const [role, unit] of roles) {
      const staff = await signIn(browser, site, 'zh-CN', await site.token(role, unit))
      const paths = role === 'intake_agent' ? ['/staff', '/staff/calls'] : ['/staff']
      if (role !== 'unit_head') paths.push(`/staff/requests/${number}`)
      for (const path of paths) {
        await expectAccessible(browser, staff.context(), site.url + path, { language: 'zh-CN', width: 1280 })
        await expectAccessible(browser, staff.context(), site.url + path, { language: 'en', isDark: true, width: 390 })
      }
    }
  })

  it('and would find it: a page with a fault is reported', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.setContent('<html lang="en"><title>x</title><main><input><p style="color:#aaa">pale</p></main></html>')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual(expect.arrayContaining(['label', 'color-contrast']))
    await context.close()
  })
})
