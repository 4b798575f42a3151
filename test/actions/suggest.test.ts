import { beforeAll, describe, expect, test } from 'vitest'
import { loadPackArticles } from '../../src/actions/knowledge/load-pack.ts'
import { suggestForCitizen, suggestForStaff } from '../../src/actions/suggest.ts'
import type { Question } from '../../src/actions/suggest/question.ts'
import { roles } from '../../src/core/permission/roles.ts'
import { DAY } from '../../src/core/time.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { hotline } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
const agent = hotline('intake_agent')
const ask = (more: Partial<Question>): Question => ({
  words: '',
  place: '',
  serviceCode: null,
  areaCode: null,
  language: 'zh-CN',
  ...more,
})
const secretWords = '王某家楼下的路灯三天不亮了，邻居李某也看见了'

beforeAll(async () => {
  house = await openTinyHouse()
  await loadPackArticles(house.app)
})

const staff = async (question: Partial<Question>) => {
  const found = await suggestForStaff(house.app, agent, ask(question))
  if (!found.ok) throw new Error(found.refusal.code)
  return found
}
const citizen = (question: Partial<Question>) => suggestForCitizen(house.app, ask(question))

describe('a question', () => {
  test('writes nothing at all', async () => {
    const counts = `select json_build_object(
      'entries', (select count(*) from journal_entry), 'gaps', (select count(*) from knowledge_gap),
      'uses', (select count(*) from article_use), 'looks', (select count(*) from identity.access_record))::text`
    const before = await house.value(counts)
    await staff({ words: '街道上有垃圾', place: '东区临河', areaCode: 'A11', serviceCode: 'street-litter' })
    await citizen({ words: '街道上有垃圾', place: '东区临河', areaCode: 'A11' })
    expect(await house.value(counts)).toBe(before)
  })

  test('is for intake, shift leads and dispatchers', async () => {
    const may = []
    for (const role of roles) {
      const found = await suggestForStaff(house.app, hotline(role), ask({ words: '街道上有垃圾' }))
      if (found.ok) may.push(role)
      else expect(found.refusal.code).toBe('not_permitted')
    }
    expect(may).toEqual(['intake_agent', 'shift_lead', 'dispatcher'])
  })

  test('names the service, the unit, the place and by when it would be handled', async () => {
    const found = await staff({ words: '我家附近街道上有垃圾', place: '东区临河街道', areaCode: 'A11' })
    expect(found.services[0]).toMatchObject({ code: 'street-litter', isLikely: true })
    expect(found.services[0]?.words.length).toBeGreaterThan(0)
    expect(found.areas[0]).toMatchObject({ code: 'A11', within: '东区' })
    expect(found.unit).toMatchObject({ unit: 'east-river', districtUnit: 'east', level: 'L3' })
    expect(found.unit?.reasons).toContain('rule:area_subdistrict')
    expect(found.unit?.deadline.dueAt).toBeGreaterThan(house.app.clock.now())
  })

  test('says nothing where there is nothing to say', async () => {
    const found = await staff({ words: '嗯', place: '某地' })
    expect(found).toMatchObject({ services: [], areas: [], unit: null, warnings: [], articles: [] })
    expect(found.similar).toEqual({ count: 0, matters: [] })
  })

  test('warns of danger with the number to call', async () => {
    const found = await citizen({ words: '楼下着火了' })
    expect(found.warnings).toEqual([
      { code: 'fire', number: '119', name: '火灾', advice: '先离开，再打 119。', words: ['着火'] },
    ])
    expect((await citizen({ words: 'The house is ON FIRE', language: 'en' })).warnings[0]?.advice).toBe(
      'Get out, then call 119.',
    )
    expect((await citizen({ words: '着火点检查' })).warnings).toEqual([])
  })

  test('brings the article that answers it', async () => {
    const found = await staff({ words: '你好，我想问明天停不停水' })
    expect(found.articles[0]).toMatchObject({ code: 'water-cut', script: '照着说' })
    expect(found.isAnswered).toBe(true)
  })
})

describe('similar matters', () => {
  beforeAll(async () => {
    house.at('2026-03-03 09:00')
    const lamp = (more: object) =>
      house.register({ matter: secretWords, serviceCode: 'street-litter', areaCode: 'A11', ...more })
    await lamp({})
    await lamp({ areaCode: 'A111', matter: '路灯三天不亮了，走夜路害怕' })
    await lamp({ matter: '楼下路灯不亮了三天没人修' })
    await lamp({ areaCode: 'A22' })
    await lamp({ confidentiality: 'secret', matter: '路灯不亮三天，请保密' })
    await lamp({ requestType: 'report', matter: '举报路灯三天不亮是有人偷电线' })
    await lamp({ matter: '菜市场缺斤短两' })
  })

  test('are the open ones of the neighbourhood, the most alike first, communities included', async () => {
    const { similar } = await staff({ words: '路灯三天不亮了', areaCode: 'A11' })
    expect(similar.count).toBe(5)
    expect(similar.matters.map(({ matter }) => matter)).not.toContain('菜市场缺斤短两')
    expect(new Set(similar.matters.map(({ areaCode }) => areaCode))).toEqual(new Set(['A11', 'A111']))
    const likeness = similar.matters.map((matter) => matter.likeness)
    expect(likeness).toEqual([...likeness].sort((one, other) => other - one))
    // A community's neighbours are those of its street.
    expect((await staff({ words: '路灯三天不亮了', areaCode: 'A111' })).similar.count).toBe(5)
    expect((await staff({ words: '路灯三天不亮了', areaCode: 'A22' })).similar.count).toBe(1)
    expect((await staff({ words: '路灯三天不亮了', areaCode: 'A1' })).similar.count).toBe(5)
    expect((await staff({ words: '路灯三天不亮了', areaCode: 'A' })).similar.count).toBe(0)
  })

  test('are compared whichever way characters are written', async () => {
    expect((await staff({ words: '路燈三天不亮了', areaCode: 'A11' })).similar.count).toBe(5)
  })

  test('a citizen is told how many, and not one word, number or name of them', async () => {
    const found = await citizen({ words: '路灯三天不亮了', areaCode: 'A11' })
    // Neither what is to stay secret nor a report of wrongdoing counts.
    expect(found.neighbours).toEqual([{ service: '街道垃圾', area: '临河', count: 3, days: 0 }])
    const told = JSON.stringify(found)
    for (const word of ['王某', '李某', '害怕', '保密', '举报', '三天', '260303'])
      expect(told.replaceAll('路灯三天不亮了', ''), word).not.toContain(word)
  })

  test('a place that the words name is enough', async () => {
    expect((await citizen({ words: '临河这边路灯三天不亮了' })).neighbours[0]?.count).toBe(3)
    expect((await citizen({ words: '东区路灯三天不亮了' })).neighbours).toEqual([])
  })

  test('fewer than three would point at somebody and are not told', async () => {
    expect((await citizen({ words: '路灯三天不亮了', areaCode: 'A22' })).neighbours).toEqual([])
    expect((await citizen({ words: '菜市场缺斤短两', areaCode: 'A11' })).neighbours).toEqual([])
  })

  test('age is told in whole days', async () => {
    house.wait(2 * DAY)
    expect((await citizen({ words: '路灯三天不亮了', areaCode: 'A11' })).neighbours[0]?.days).toBe(2)
  })

  test('what has ended is no neighbour of anything', async () => {
    const number = await house.register({ matter: '喷泉不喷水了真可惜', areaCode: 'A21' })
    const count = async () => (await staff({ words: '喷泉不喷水了', areaCode: 'A21' })).similar.count
    expect(await count()).toBe(1)
    await house.run(number, agent, 'withdraw', { reason: tinyCity.reasons.withdrawal[0]?.code ?? '' })
    expect(await count()).toBe(0)
  })
})

test('the open work of an area is read by its index', async () => {
  const client = await house.database.connect()
  try {
    await client.query('set enable_seqscan = off')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select r.number from service_request r
       where r.area_code is not null and r.area_code = 'A11'
         and r.state in ('registered', 'redirect_review', 'merged', 'pending_dispatch', 'pre_consultation',
           'dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied',
           'callback_pending')
       order by r.area_code, r.number desc limit 20`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('request_open_area')
    expect(plan).not.toContain('Sort')
  } finally {
    client.release(true)
  }
})
