import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { reportOf } from '../../src/actions/report.ts'
import { scoresOf } from '../../src/actions/scores.ts'
import type { Report } from '../../src/core/report/report.ts'
import { topServices, risingServices } from '../../src/core/report/services.ts'
import { reportCsv } from '../../src/main/report/csv.ts'
import { rateText, reportPage } from '../../src/main/report/html.ts'
import { AxeBuilder } from '@axe-core/playwright'
import { badAnswer, goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { openBrowser } from '../web/support/browser.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const river = of('east-river')
let house: TinyHouse

async function answered(answer: typeof goodAnswer): Promise<void> {
  const number = await house.register()
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  await house.run(number, river, 'sign', {})
  await house.run(number, river, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, river, 'reply', goodReply)
  const { callbackDueAt } = await house.request(number)
  house.wait(Math.max(0, (callbackDueAt ?? 0) - house.app.clock.now()))
  await house.run(number, system, 'openCallback', {})
  await house.run(number, hotline('callback_agent'), 'recordCallback', answer)
}

async function report(period: string, scope: string): Promise<Report> {
  const outcome = await reportOf(house.app, { period, scope })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.report
}

beforeAll(async () => {
  house = await openTinyHouse('2026-03-02 09:00')
  await answered(goodAnswer)
  await answered({ ...badAnswer, resolved: true })
  house.at('2026-03-25 09:00')
  await answered(goodAnswer)
})

describe('the figures', () => {
  test('of a month are those of its scores', async () => {
    const scores = await scoresOf(house.app, '2026-03')
    const month = await report('2026-03', 'city')
    const rows = scores.objects.flatMap(({ units }) => units)
    expect(month.units.map(({ unit }) => unit).toSorted()).toEqual(rows.map(({ unit }) => unit).toSorted())
    for (const { unit, score, counts, intervals } of rows) {
      const told = month.units.find((one) => one.unit === unit)
      for (const calibre of ['assessed', 'fullCalibre'] as const)
        expect(told?.[calibre], unit).toMatchObject(score[calibre].rates)
      expect(told?.assessed.satisfaction).toMatchObject(intervals.satisfaction ?? { low: null, high: null })
      expect([told?.coverage.value, told?.score, told?.dispatched]).toEqual([
        score.coverage.value,
        score.assessed.score,
        counts.dispatched,
      ])
    }
    expect(month.total.assessed.response.denominator).toBe(2)
  })

  test('of a year add up its periods before they divide; a year has no score', async () => {
    const [march, april, year] = await Promise.all([
      report('2026-03', 'city'),
      report('2026-04', 'city'),
      report('2026', 'city'),
    ])
    const sum = (side: 'numerator' | 'denominator') =>
      march.total.assessed.satisfaction[side] + april.total.assessed.satisfaction[side]
    expect(year.total.assessed.satisfaction).toMatchObject({
      numerator: sum('numerator'),
      denominator: 3,
      value: sum('numerator') / 3,
    })
    expect(year.periods.map(({ code }) => code)).toEqual(['2026-03', '2026-04'])
    expect(year.volumes.received).toBe(3)
    expect(year.units.every(({ score }) => score === null)).toBe(true)
  })

  test('of a district are those of its units, of a unit its own', async () => {
    const east = await report('2026-03', 'east')
    expect(east.units.map(({ unit }) => unit).toSorted()).toEqual(['east', 'east-hill', 'east-river'])
    expect(east.total.assessed.response.denominator).toBe(2)
    const hill = await report('2026-03', 'east-hill')
    expect(hill.units.map(({ unit }) => unit)).toEqual(['east-hill'])
    expect([hill.volumes.received, hill.total.assessed.response.denominator]).toEqual([0, 0])
  })

  test('of what nobody knows, or was never counted, do not exist', async () => {
    const code = async (period: string, scope: string) => {
      const outcome = await reportOf(house.app, { period, scope })
      return outcome.ok ? undefined : outcome.code
    }
    expect(await code('2026-03', 'nowhere')).toBe('unit_not_found')
    expect(await code('2026-03', 'river-bank')).toBe('unit_not_found')
    expect(await code('2027-03', 'city')).toBe('period_not_counted')
    expect(await code('2019', 'city')).toBe('period_not_counted')
  })
})

describe('small numbers', () => {
  test('a service with fewer than five requests is not named, whatever the scope', async () => {
    const unit = await report('2026-03', 'east-river')
    expect(unit.services).toEqual({ top: [], others: 2 })
    const name = () => null
    const counts = new Map([
      ['few', 4],
      ['many', 5],
    ])
    expect(topServices(counts, name)).toEqual({ top: [{ service: 'many', name: null, count: 5 }], others: 4 })
    expect(risingServices(new Map([['many', 9]]), new Map([['many', 2]]), name)).toMatchObject([{ before: null }])
    expect(risingServices(new Map([['few', 4]]), new Map(), name)).toEqual([])
  })
})

describe('the files', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(['zh-CN', 'en'] as const)(
    'the page in %s stands alone, reads well, and says what the data say',
    async (language) => {
      const told = await report('2026-03', 'city')
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
      const requested: string[] = []
      page.on('request', (request) => requested.push(request.url()))
      await page.setContent(reportPage(told, language))
      const { violations, passes } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
      expect(passes.length).toBeGreaterThan(5)
      expect(requested).toEqual([])
      const words = await page.innerText('body')
      expect(words.match(/\{\w+\}|undefined|NaN|\[object/g) ?? []).toEqual([])
      expect(words).toContain(rateText(told.total.assessed.satisfaction))
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      const lines = reportCsv(told, language).split('\r\n')
      const { numerator, denominator, value, low, high } = told.total.assessed.satisfaction
      expect(lines).toContain(
        ['group', 'all', '', 'assessed.satisfaction', value, numerator, denominator, low, high].join(','),
      )
      expect(lines.filter((line) => line.startsWith('unit,')).length).toBe(told.units.length * 12)
    },
  )

  test('a name that looks like a formula or like markup is text', async () => {
    const told = await report('2026-03', 'city')
    const name = { 'zh-CN': '=1+1', en: '=HYPERLINK("x")<b>' }
    const changed: Report = { ...told, scope: { ...told.scope, name } }
    expect(reportCsv(changed, 'en')).toContain(`,"'=HYPERLINK(""x"")<b>",`)
    expect(reportCsv(changed, 'zh-CN')).toContain(",'=1+1,")
    expect(reportPage(changed, 'en')).not.toContain('<b>')
  })
})
