import { describe, expect, test } from 'vitest'
import { createCityNow, type CityNow } from '../../src/actions/city-now.ts'
import type { FigureName } from '../../src/actions/city-now/figures.ts'
import { risingTopics } from '../../src/actions/city-now/topics.ts'
import { topicKey } from '../../src/core/assessment/topic.ts'
import { DAY, HOUR } from '../../src/core/time.ts'
import { foldCounters } from '../../src/jobs/reconcile/fold-counters.ts'
import { cityDay } from '../../src/jobs/reconcile/city-day.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import { goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

const figure = (city: CityNow, name: FigureName) => city.figures.find((one) => one.name === name)

/** Registers a request and lets it go as far as its unit's handling. */
async function inHandling(house: TinyHouse, more: Partial<Intake> = {}): Promise<string> {
  const number = await house.register(more)
  await house.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'east-river' })
  await house.run(number, of('east-river'), 'sign', {})
  await house.run(number, of('east-river'), 'recordContact', { means: 'phone', reached: true })
  return number
}

async function answered(house: TinyHouse, more: Partial<Intake> = {}): Promise<string> {
  const number = await inHandling(house, more)
  await house.run(number, of('east-river'), 'reply', goodReply)
  house.wait(3 * HOUR)
  await house.run(number, { id: 'jobs', role: 'system' }, 'openCallback', {})
  await house.run(number, hotline('callback_agent'), 'recordCallback', goodAnswer)
  return number
}

describe('City now', () => {
  test('an empty city has numbers of nothing, and no share of nothing', async () => {
    const house = await openTinyHouse()
    const city = await createCityNow(house.app)()
    expect(city.figures.map(({ name, value }) => [name, value])).toEqual([
      ['received', 0],
      ['contacted', null],
      ['solved', null],
      ['satisfied', null],
      ['overdue', 0],
      ['events', 0],
    ])
    expect(figure(city, 'contacted')?.isMet).toBeNull()
    expect(city).toMatchObject({ units: [], topics: [], worst: [], events: [], solved: [], journal: null })
    for (const { days } of city.figures) expect(days).toHaveLength(7)
  })

  test('counts what happened, folded or not, and shows a share only of five and more', async () => {
    const house = await openTinyHouse()
    for (let index = 0; index < 4; index += 1) await answered(house)
    const four = await createCityNow(house.app)()
    expect(figure(four, 'received')?.value).toBe(4)
    expect(figure(four, 'solved')?.value).toBeNull()
    expect(four.solved).toHaveLength(4)
    expect(four.units.find(({ unit }) => unit === 'east-river')).toMatchObject({
      open: 0,
      received: 4,
      resolution: null,
    })

    await answered(house)
    const unfolded = await createCityNow(house.app)()
    await foldCounters(house.app, 10_000)
    const folded = await createCityNow(house.app)()
    expect(folded).toEqual(unfolded)
    expect(figure(folded, 'solved')).toMatchObject({ value: 1 })
    expect(figure(folded, 'contacted')).toMatchObject({ value: 1 })
    expect(folded.units.find(({ unit }) => unit === 'east-river')?.resolution).toBe(1)
  })

  test('what is overdue stands with its owner and whether somebody holds it to that', async () => {
    const house = await openTinyHouse()
    const first = await inHandling(house)
    const second = await inHandling(house)
    expect(figure(await createCityNow(house.app)(), 'overdue')?.value).toBe(0)
    house.wait(60 * DAY)
    await house.run(second, hotline('supervisor'), 'supervise', { reason: 'long overdue' })
    const city = await createCityNow(house.app)()
    expect(figure(city, 'overdue')).toMatchObject({ value: 2 })
    expect(city.worst.map(({ number, unit, supervised }) => [number, unit, supervised])).toEqual([
      [first, 'east-river', false],
      [second, 'east-river', true],
    ])
    expect(city.units.find(({ unit }) => unit === 'east-river')).toMatchObject({ open: 2, overdue: 2 })
  })

  test('a day is remembered as it ended, and the week begins with it', async () => {
    const house = await openTinyHouse()
    await inHandling(house)
    house.wait(60 * DAY)
    await cityDay(house.app, 1)
    await cityDay(house.app, 1)
    house.wait(DAY)
    const city = await createCityNow(house.app)()
    expect(figure(city, 'overdue')?.days).toEqual([null, null, null, null, null, 1, 1])
  })

  test('one look serves all who ask within seconds, and a look that failed serves nobody', async () => {
    const house = await openTinyHouse()
    const look = createCityNow(house.app)
    const [one, other] = await Promise.all([look(), look()])
    expect(other).toBe(one)
    await house.register()
    house.wait(4_000)
    expect(await look()).toBe(one)
    house.wait(2_000)
    expect(figure(await look(), 'received')?.value).toBe(1)

    const broken = createCityNow(house.app)
    await house.asOwner('alter table hotline.city_day rename to city_day_away')
    await expect(broken()).rejects.toThrow(/city_day/)
    await house.asOwner('alter table hotline.city_day_away rename to city_day')
    expect(figure(await broken(), 'received')?.value).toBe(1)
  })

  test('holds no word of a citizen, and no line about who asked to stay unknown', async () => {
    const house = await openTinyHouse()
    const requester = { name: '欧阳试验', phone: '13900001234', email: 'a@example.org', door: '7-1402' }
    const words = { requester, ownWords: '我家住七号楼', matter: '水管爆裂的原话', place: placeOf('试验路9号') }
    await answered(house, words)
    await answered(house, { ...words, confidentiality: 'secret' })
    await answered(house, { ...words, requestType: 'report' })
    await inHandling(house, words)
    await inHandling(house, { ...words, confidentiality: 'secret' })
    house.wait(10 * HOUR)
    const city = await createCityNow(house.app)()
    house.wait(60 * DAY)
    const later = await createCityNow(house.app)()
    expect(city.solved).toHaveLength(1)
    expect(later.worst).toHaveLength(1)
    expect(figure(later, 'overdue')?.value).toBe(2)
    const text = JSON.stringify([city, later])
    for (const secret of ['欧阳', '13900001234', 'example.org', '1402', '七号楼', '水管', '试验路'])
      expect(text).not.toContain(secret)
  })
})

const placeOf = (text: string) => ({ text, latitude: null, longitude: null })

describe('rising topics', () => {
  const counts = (of: Readonly<Record<string, number>>) =>
    new Map(Object.entries(of).map(([service, topic]) => [topicKey(service), { topic }]))

  test('fewer than five say nothing, and what is as usual does not rise', () => {
    const rising = risingTopics(counts({ a: 4, b: 5, c: 40 }), counts({ c: 160 }), 5)
    expect(rising).toEqual([{ service: 'b', week: 5, usual: 0 }])
  })

  test('the clearest rise comes first, not the largest factor', () => {
    const rising = risingTopics(counts({ few: 5, many: 90 }), counts({ few: 4, many: 160 }), 5)
    expect(rising.map(({ service }) => service)).toEqual(['many', 'few'])
  })

  test('what nobody has classified yet is no topic', () => {
    expect(risingTopics(counts({ '': 50 }), new Map(), 5)).toEqual([])
  })
})
