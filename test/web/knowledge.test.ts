import { beforeAll, describe, expect, test } from 'vitest'
import { loadPackArticles } from '../../src/actions/knowledge/load-pack.ts'
import { openSite, type Site } from './support/site.ts'
import { staffVisitor, visitor } from './support/visitor.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  await loadPackArticles(site.house.app)
})
const staff = async (role: 'knowledge_editor' | 'intake_agent' | 'callback_agent', unit?: string) =>
  staffVisitor(site, await site.token(role, unit))

describe('answers for the public, without script', () => {
  test('are listed by topic and found by words in both languages', async () => {
    const list = await visitor(site).get('/answers')
    expect(list.html).toContain('href="/answers/water-cut"')
    expect((await visitor(site).get(`/answers?q=${encodeURIComponent('停水')}`)).html).toContain('计划停水怎么查')
    const english = await visitor(site, 'en').get('/answers?q=library+card')
    expect(english.html).toContain('Getting a library card')
    expect(english.html).not.toContain('Planned water cuts')
  })

  test('one answer says its lines, its source, who keeps it and whether it is due for review', async () => {
    const { html } = await visitor(site).get('/answers/library-card')
    for (const words of ['图书证怎么办', '带身份证到图书馆。', '小城规定', '小城']) expect(html).toContain(words)
    expect(html).toContain('正在复核')
    expect((await visitor(site).get('/answers/water-cut')).html).not.toContain('正在复核')
    expect((await visitor(site).get('/answers/nothing-here')).status).toBe(404)
  })

  test('anybody may say that it is wrong; what was typed stands there again where it is refused', async () => {
    const person = visitor(site)
    const sent = await person.post('/answers/water-cut', { words: '号码 13800138000 打不通' })
    expect(sent.to).toBe('/answers/water-cut?flagged=1')
    expect(await site.house.value('select words from article_flag')).toBe('号码 *** 打不通')
    const refused = await person.post('/answers/water-cut', { words: '错'.repeat(600) })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('错'.repeat(600))
    expect((await person.post('/answers/nothing-here', { words: '错' })).status).toBe(404)
  })

  test('a question without an answer is passed on only when the person says so, masked', async () => {
    const person = visitor(site)
    await person.get(`/answers?q=${encodeURIComponent('怎么养鹦鹉')}`)
    expect(await site.house.value('select count(*)::integer from knowledge_gap')).toBe(0)
    await person.post('/answers', { q: '怎么养鹦鹉，请打 13800138000' })
    expect(await site.house.value('select words from knowledge_gap')).toBe('怎么养鹦鹉，请打 ***')
  })

  test('what is typed is shown as text', async () => {
    const { html } = await visitor(site).get(`/answers?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`)
    expect(html).not.toContain('<img src=x')
  })
})

describe('help while a report is typed', () => {
  test('comes as JSON, from the body alone, and holds nothing of anybody', async () => {
    const reply = await visitor(site).post('/report/suggest', {
      words: '我家附近街道上有垃圾，旁边着火了',
      areaCode: 'A11',
    })
    const help = JSON.parse(reply.html) as Record<string, readonly Record<string, unknown>[]>
    expect(help['services']?.[0]).toMatchObject({ code: 'street-litter' })
    expect(help['warnings']).toMatchObject([{ number: '119' }])
    expect(Object.keys(help).sort()).toEqual(['areas', 'articles', 'neighbours', 'services', 'warnings'])
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect((await visitor(site).get('/report/suggest')).status).toBeGreaterThanOrEqual(400)
  })

  test('is refused where too many ask at once, and comes again a moment later', async () => {
    const ask = () => visitor(site).post('/report/suggest', { words: '停水' })
    const statuses: number[] = []
    for (let count = 0; count < 130; count += 1) statuses.push((await ask()).status)
    expect(statuses[0]).toBe(200)
    expect(statuses.at(-1)).toBe(429)
    site.house.wait(1_000)
    expect((await ask()).status).toBe(200)
  })
})

describe('the knowledge base on the desk', () => {
  test('is searched in the body, and a gap is noted by a button', async () => {
    const agent = await staff('intake_agent')
    const found = await agent.post('/staff/knowledge', { q: '停水' })
    expect(found.html).toContain('计划停水怎么查')
    expect(found.html).toContain('照着说')
    await agent.post('/staff/knowledge', { q: '怎么养乌龟', do: 'gap' })
    expect(await site.house.value(`select asked from knowledge_gap where words = '怎么养乌龟'`)).toBe(1)
  })

  test('pages of keeping and writing are for those who keep and write', async () => {
    const agent = await staff('intake_agent')
    for (const path of ['/staff/knowledge/keep', '/staff/knowledge/new', '/staff/knowledge/water-cut/edit'])
      expect((await agent.get(path)).status, path).toBe(403)
    expect((await agent.post('/staff/knowledge/water-cut/edit', { do: 'retire', revision: '1' })).status).toBe(403)
    expect((await visitor(site).get('/staff/knowledge')).to).toContain('/staff/sign-in')
    const water = await staff('knowledge_editor', 'utilities')
    expect((await water.get('/staff/knowledge/water-cut/edit')).status).toBe(200)
    expect((await water.get('/staff/knowledge/library-card/edit')).status).toBe(403)
  })

  test('an editor writes both languages, publishes, and everybody reads the new version', async () => {
    const editor = await staff('knowledge_editor')
    const page = await editor.get('/staff/knowledge/library-card/edit')
    expect(page.html).toContain('name="title.zh-CN"')
    expect(page.html).toContain('name="title.en"')
    const typed = {
      revision: page.hidden('revision'),
      topic: 'hotline',
      unit: 'city',
      reviewedOn: '2026-03-01',
      reviewDueOn: '2026-09-01',
      sourceOn: '2026-03-01',
      'sourceName.zh-CN': '小城规定',
      'sourceName.en': 'Rules of Tiny City',
      'title.zh-CN': '怎么办借书证',
      'title.en': 'Borrowing books',
      'answer.zh-CN': '带身份证。\n当场办好。',
      'answer.en': 'Bring your card.\nIt is done at once.',
      'script.zh-CN': '请带身份证。',
      asks: '借书要办什么\n借书证',
    }
    const lacking = await editor.post('/staff/knowledge/library-card/edit', { ...typed, do: 'publish' })
    expect(lacking.status).toBe(422)
    expect(lacking.html).toContain('怎么办借书证')
    expect((await visitor(site).get('/answers/library-card')).html).toContain('图书证怎么办')
    // The first try kept the draft, so that the old revision is no longer the newest.
    const whole = { ...typed, 'script.en': 'Bring your identity card.', do: 'publish' }
    expect((await editor.post('/staff/knowledge/library-card/edit', whole)).status).toBe(409)
    const again = { ...whole, revision: lacking.hidden('revision') }
    expect((await editor.post('/staff/knowledge/library-card/edit', again)).to).toContain('done=published')
    const answer = await visitor(site, 'en').get('/answers/library-card')
    for (const words of ['Borrowing books', 'Bring your card.', 'It is done at once.'])
      expect(answer.html).toContain(words)
    const keep = await editor.get('/staff/knowledge/keep?view=all')
    expect(keep.html).toContain('怎么办借书证')
  })

  test('what was said to be wrong is settled by the keeper', async () => {
    const editor = await staff('knowledge_editor')
    const page = await editor.get('/staff/knowledge/keep')
    expect(page.html).toContain('号码 *** 打不通')
    const settled = await editor.post('/staff/knowledge/water-cut', {
      do: 'settle',
      flag: page.hidden('flag'),
      resolution: '已更正',
    })
    expect(settled.to).toContain('done=settled')
    expect((await editor.get('/staff/knowledge/keep')).html).not.toContain('打不通')
  })
})
