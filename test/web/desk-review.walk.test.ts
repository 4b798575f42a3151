import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY } from '../../src/core/time.ts'
import { sayIn } from '../../src/web/messages/catalogue.ts'
import { badAnswer, goodReply, objection } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { expectGood } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { atDesk, press } from './support/desk.ts'
import { openSite, type Site } from './support/site.ts'
import { staffVisitor } from './support/visitor.ts'

let site: Site
let browser: Browser
beforeAll(async () => {
  ;[site, browser] = await Promise.all([openSite(), openBrowser()])
})
afterAll(() => browser.close())

const head = of('east-river')
const types = (number: string) => site.house.types(number)
const until = (ask: () => Promise<boolean>) => expect.poll(ask, { timeout: 15_000 }).toBe(true)

async function objected(matter: string, dispatcher = hotline('dispatcher')): Promise<string> {
  const { house } = site
  const number = await house.register({ serviceCode: 'border-noise', areaCode: 'A12', matter })
  await house.run(number, dispatcher, 'dispatch', { unitCode: 'environment', note: '按噪声职责派出' })
  await house.run(number, of('environment'), 'object', { ...objection, suggestedUnit: 'housing' })
  return number
}

async function signed(matter: string): Promise<string> {
  const { house } = site
  const number = await house.register({ matter })
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  await house.run(number, head, 'sign', {})
  return number
}

async function clear(): Promise<void> {
  const { house } = site
  const open = await house.asOwner(`select number::text from hotline.service_request where settled_at is null`)
  for (const { number } of open)
    await house.run(String(number), hotline('intake_agent'), 'withdraw', { reason: 'mistake' })
}

describe.each(['zh-CN', 'en'] as const)('a reviewer by keys alone, in %s', (language) => {
  const say = sayIn(language)

  it('has both sides, the duty list and the place before the eyes, decides by number and goes on', async () => {
    await clear()
    const { house } = site
    const first = await objected('区界施工噪声扰民')
    house.wait(60_000)
    const second = await objected('区界夜间施工')
    const page = await atDesk(browser, site, language, { role: 'reviewer' })
    await page.locator('.decide', { hasText: '区界施工噪声扰民' }).waitFor()
    const words = await page.innerText('.decide')
    for (const part of [
      '三定方案',
      '按噪声职责派出',
      say('decide.rule.area_district', {}),
      say('decide.hops.of', { n: 0, most: 3 }),
    ])
      expect(words).toContain(part)
    await expectGood(page, 'review')
    // Without a reason nothing is decided, and the choice stands.
    await press(page, '1', 'Control+Enter')
    await page.waitForSelector('.error-summary')
    expect(await page.locator('input[name=choice]').nth(0).isChecked()).toBe(true)
    expect(await types(first)).not.toContain('objection_refused')
    await expectGood(page, 'review: refused')
    await page.locator('.decide textarea').focus()
    await page.keyboard.type('噪声监测属环境部门')
    await press(page, 'Control+Enter')
    await until(async () => (await types(first)).includes('objection_refused'))
    expect((await house.request(first)).state).toBe('in_handling')
    // The next one is open already.
    await page.locator('.decide', { hasText: '区界夜间施工' }).waitFor()
    await press(page, '3')
    await page.keyboard.type('住建部门牵头')
    await press(page, 'Control+Enter')
    await until(async () => (await types(second)).includes('designated'))
    expect(await house.request(second)).toMatchObject({ leadUnit: 'housing', designatedFinal: true })
    await page.locator('.empty', { hasText: say('review.empty') }).waitFor()
    await expectGood(page, 'review: nothing waits')
    await page.context().close()
  })

  it('is not offered an objection to the own dispatch, and is told why', async () => {
    await clear()
    const { house } = site
    const accounts = async (): Promise<readonly string[]> =>
      (await house.asOwner(`select id from hotline.access_token where role = 'reviewer'`)).map(({ id }) => String(id))
    const before = await accounts()
    const page = await atDesk(browser, site, language, { role: 'reviewer' })
    const own = (await accounts()).find((id) => !before.includes(id)) ?? ''
    const number = await objected('自己派出的一件', hotline('dispatcher', own))
    await page.goto(`${site.url}/staff/review?view=objection&number=${number}`)
    await page.locator('.decide', { hasText: '自己派出的一件' }).waitFor()
    expect(await page.innerText('.decide-form')).toContain(say('decide.off.own'))
    expect(await page.locator('.decide-form input[name=choice]:enabled').count()).toBe(0)
    expect(await page.locator('.decide-form button.primary').isDisabled()).toBe(true)
    await page.context().close()
  })

  it('decides extensions, terminations and the second step of the ledger', async () => {
    await clear()
    const { house } = site
    const extended = await signed('要检测的井盖')
    await house.run(extended, head, 'requestExtension', {
      reason: 'inspection',
      amount: 2,
      requesterInformed: true,
      explanation: '须送检',
    })
    const ledger = await signed('等资金的路面')
    await house.run(ledger, head, 'requestLedger', {
      reason: 'capital-plan',
      plan: '列入明年计划',
      owner: 'east-river-head',
      reviewAfterDays: 90,
      requesterInformed: true,
    })
    const page = await atDesk(browser, site, language, { role: 'reviewer', path: '/staff/review?view=extension' })
    await page.locator('.decide', { hasText: '须送检' }).waitFor()
    await press(page, '1', 'Control+Enter')
    await until(async () => (await types(extended)).includes('extension_decided'))
    await page.goto(`${site.url}/staff/review?view=ledger`)
    await page.locator('.decide', { hasText: '列入明年计划' }).waitFor()
    // The district decides first.
    expect(await page.innerText('.decide-form')).toContain(say('decide.off.districtFirst'))
    await house.run(ledger, of('east', 'district_centre'), 'approveLedger', { ledger: 1 })
    await page.reload()
    await page.waitForSelector('html[data-alive]')
    await press(page, '1', 'Control+Enter')
    await until(async () => (await types(ledger)).filter((type) => type === 'ledger_approved').length === 2)
    await page.context().close()
  })

  it('decides an exclusion, and the assessment officer the appeal against it', async () => {
    await clear()
    const { house } = site
    const number = await signed('油烟一直没解决')
    await house.run(number, head, 'recordContact', { means: 'phone', reached: true })
    await house.run(number, head, 'reply', goodReply)
    house.wait(DAY)
    await house.run(number, system, 'openCallback', {})
    await house.run(number, hotline('callback_agent'), 'recordCallback', badAnswer)
    await house.run(number, head, 'requestExclusion', {
      reason: 'proven-false',
      evidence: ['photo-9'],
      grounds: '现场核实不属实',
    })
    const reviewer = await atDesk(browser, site, language, { role: 'reviewer', path: '/staff/review?view=exclusion' })
    await reviewer.locator('.decide', { hasText: '现场核实不属实' }).waitFor()
    expect(await reviewer.innerText('.decide')).toContain('photo-9')
    await press(reviewer, '2')
    await reviewer.keyboard.type('证据不足')
    await press(reviewer, 'Control+Enter')
    await until(async () => (await types(number)).includes('exclusion_decided'))
    const { overlays } = await house.request(number)
    const exclusion = overlays.find(({ kind }) => kind === 'exclusion')?.ordinal ?? 0
    await house.run(number, head, 'appealExclusion', { exclusion, grounds: '补充监测报告' })
    const officer = await atDesk(browser, site, language, {
      role: 'assessment_officer',
      path: '/staff/assessment?view=appeals',
    })
    await officer.locator('.decide', { hasText: '补充监测报告' }).waitFor()
    await expectGood(officer, 'assessment: an appeal')
    await press(officer, '1')
    await officer.keyboard.type('补充证据成立')
    await press(officer, 'Control+Enter')
    await until(async () => (await types(number)).includes('exclusion_appeal_decided'))
    await Promise.all([reviewer.context().close(), officer.context().close()])
  })
})

it('is for reviewers alone', async () => {
  const number = await objected('别人看不到')
  for (const role of ['dispatcher', 'supervisor'] as const) {
    const visitor = await staffVisitor(site, await site.token(role))
    expect((await visitor.get('/staff/review')).status).toBe(403)
    const sent = await visitor.post('/staff/review', { number, task: 'objection', choice: 'refuse', text: '越权' })
    expect(sent.status).toBe(403)
  }
  expect(await types(number)).not.toContain('objection_refused')
})
