import { beforeAll, describe, expect, test } from 'vitest'
import { loadPackArticles } from '../../src/actions/knowledge/load-pack.ts'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'

let house: ApiHouse
beforeAll(async () => {
  house = await openApiHouse()
  await loadPackArticles(house.app)
})

const draft = {
  revision: 0,
  topic: 'hotline',
  unit: 'city',
  reviewedOn: '2026-01-01',
  reviewDueOn: '2099-01-01',
  sourceOn: '2026-01-01',
  sourceName: { 'zh-CN': '规定', en: 'Rules' },
  title: { 'zh-CN': '养猫登记', en: 'Registering a cat' },
  answer: { 'zh-CN': '不用登记。', en: 'There is no need.' },
  script: { 'zh-CN': '不用登记。', en: 'There is no need.' },
}

describe('articles', () => {
  test('are read by anybody, in the reader’s language', async () => {
    const { json } = await house.get('/articles', { headers: { 'accept-language': 'en' } })
    expect(json.articles.map((article: { title: string }) => article.title)).toContain('Planned water cuts')
    expect((await house.get('/articles/water-cut')).json.content.title.en).toBe('Planned water cuts')
    expect((await house.get(`/articles?text=${encodeURIComponent('停水')}`)).json.articles[0].code).toBe('water-cut')
    const missing = await house.get('/articles/nothing-here')
    expect([missing.status, missing.json.code]).toEqual([404, 'article_not_found'])
  })

  test('are written by editors alone, over no one’s head', async () => {
    const editor = await house.tokenOf('knowledge_editor')
    expect((await house.post('/articles/cat/draft', { body: draft })).status).toBe(401)
    expect(
      (await house.post('/articles/cat/draft', { token: await house.tokenOf('dispatcher'), body: draft })).status,
    ).toBe(403)
    expect((await house.post('/articles/cat/draft', { token: editor, body: draft })).json).toEqual({ revision: 1 })
    expect((await house.get('/articles/cat')).status).toBe(404)
    const again = await house.post('/articles/cat/draft', { token: editor, body: draft })
    expect([again.status, again.json.code]).toEqual([409, 'conflict'])
    expect((await house.post('/articles/cat/publish', { token: editor, body: { revision: 1 } })).json).toEqual({
      revision: 2,
    })
    expect((await house.get('/articles/cat')).json.version).toBe(1)
    expect((await house.post('/articles/cat/retire', { token: editor, body: { revision: 2 } })).status).toBe(200)
    expect((await house.get('/articles/cat')).status).toBe(404)
  })

  test.each([
    [{ topic: 'no-such-class' }, 'not_a_choice'],
    [{ unit: 'nobody' }, 'unit_not_found'],
    [{ services: 'nothing' }, 'service_not_found'],
    [{ reviewedOn: '2026-02-30' }, 'invalid_date'],
    [{ sourceUrl: 'javascript:alert(1)' }, 'url_scheme'],
    [{ answer: { en: 'a\nb\nc\nd' } }, 'too_many_lines'],
    [{ title: { fr: 'Chat' } }, 'unknown_field'],
    [{ title: 'Cat' }, 'invalid_type'],
  ])('a draft with %j is refused', async (more, code) => {
    const token = await house.tokenOf('knowledge_editor')
    const reply = await house.post('/articles/other/draft', { token, body: { ...draft, ...more } })
    expect(reply.status).toBe(422)
    expect(JSON.stringify(reply.json)).toContain(code)
  })

  test('anybody says what is wrong; editors read it', async () => {
    const words = '电话 13800138000 不对'
    expect((await house.post('/articles/water-cut/flags', { body: { words } })).json).toEqual({ noted: true })
    const agent = await house.tokenOf('intake_agent')
    expect((await house.post('/articles/water-cut/flags', { token: agent, body: { words: '不对' } })).status).toBe(200)
    expect((await house.get('/article-flags', { token: agent })).status).toBe(403)
    const { json } = await house.get('/article-flags', { token: await house.tokenOf('knowledge_editor') })
    expect(json.flags.map((flag: { words: string; role: string }) => [flag.words, flag.role])).toEqual([
      ['电话 *** 不对', 'requester'],
      ['不对', 'intake_agent'],
    ])
  })

  test('a flood of flags from nowhere is stopped', async () => {
    let last = 200
    for (let count = 0; count < 40; count += 1)
      last = (await house.post('/articles/library-card/flags', { body: { words: '不对' } })).status
    expect(last).toBe(429)
    const agent = await house.tokenOf('intake_agent')
    expect((await house.post('/articles/library-card/flags', { token: agent, body: { words: '不对' } })).status).toBe(
      200,
    )
  })

  test('gaps are noted by staff and read by editors', async () => {
    const body = { text: '怎么养鹦鹉 13800138000', areaCode: 'A11' }
    expect((await house.post('/knowledge-gaps', { body })).status).toBe(401)
    expect((await house.post('/knowledge-gaps', { token: await house.tokenOf('intake_agent'), body })).status).toBe(200)
    const { json } = await house.get('/knowledge-gaps', { token: await house.tokenOf('knowledge_editor') })
    expect(json.gaps).toMatchObject([{ words: '怎么养鹦鹉 ***', asked: 1, areaCode: 'A11' }])
  })
})

describe('suggestions', () => {
  const body = { words: '我家附近街道上有垃圾', place: '东区临河', areaCode: 'A11' }

  test('intake gets all of them, anybody else the restricted answer', async () => {
    for (let count = 0; count < 3; count += 1) await house.file({ matter: '王某说街道上有垃圾没人管' })
    const full = await house.post('/suggestions', { token: await house.tokenOf('intake_agent'), body })
    expect(full.json.services[0].code).toBe('street-litter')
    expect(full.json.unit).toMatchObject({ unit: 'east-river' })
    expect(full.json.unit.deadline.dueAt).toMatch(/^\d{4}-.*Z$/)
    expect(full.json.similar.count).toBe(3)
    for (const token of [undefined, await house.tokenOf('unit_head'), await house.tokenOf('callback_agent')]) {
      const { status, json, text } = await house.post('/suggestions', { token, body })
      expect(status).toBe(200)
      expect(Object.keys(json).sort()).toEqual(['areas', 'articles', 'neighbours', 'services', 'warnings'])
      expect(json.neighbours).toMatchObject([{ count: 3, area: '临河' }])
      expect(text).not.toMatch(/王某|没人管|east-river/)
    }
  })

  test('what is no question is refused with its fault', async () => {
    const refused = async (wrong: object) => (await house.post('/suggestions', { body: wrong })).status
    expect(await refused({ words: 5 })).toBe(422)
    expect(await refused({ words: 'x'.repeat(6_000) })).toBe(422)
    expect(await refused({ areaCode: 'nowhere' })).toBe(422)
    expect(await refused({ sql: '1' })).toBe(422)
    expect(await refused({})).toBe(200)
  })

  test('callers without a token are slowed down together, staff are not', async () => {
    let last = 200
    for (let count = 0; count < 80; count += 1) last = (await house.post('/suggestions', { body })).status
    expect(last).toBe(429)
    expect((await house.post('/suggestions', { token: await house.tokenOf('intake_agent'), body })).status).toBe(200)
  })
})
