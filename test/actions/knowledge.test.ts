import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { publishArticle, retireArticle, saveDraft } from '../../src/actions/knowledge/edit.ts'
import { flagArticle, listFlags, settleFlag } from '../../src/actions/knowledge/flags.ts'
import { closeGap, listGaps, recordGap } from '../../src/actions/knowledge/gaps.ts'
import { loadPackArticles } from '../../src/actions/knowledge/load-pack.ts'
import { knowledgeOverview } from '../../src/actions/knowledge/overview.ts'
import { listArticles, noteUse, readArticle } from '../../src/actions/knowledge/read.ts'
import { searchArticles } from '../../src/actions/knowledge/search.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import type { ArticleContent } from '../../src/core/knowledge/article.ts'
import { DAY } from '../../src/core/time.ts'
import { articleByCode, versionsOf } from '../../src/store/read/knowledge/articles.ts'
import { sealJournal } from '../../src/store/journal/seal.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { hotline, of } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
const editor = hotline('knowledge_editor')
const waterEditor = { id: 'water-editor', role: 'knowledge_editor', unit: 'utilities' } as const
const agent = hotline('intake_agent')

beforeAll(async () => {
  house = await openTinyHouse()
  expect(await loadPackArticles(house.app)).toBe(2)
})

const revisionOf = async (code: string): Promise<number> => (await articleByCode(house.database, code))?.revision ?? 0
const contentOf = async (code: string): Promise<ArticleContent> => {
  const article = await readArticle(house.app, code)
  if (!article) throw new Error(`no article ${code}`)
  return article.content
}
const refusalOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }): string | null =>
  outcome.ok ? null : outcome.refusal.code

describe('articles of the pack', () => {
  test('are there once, however often the product starts, and published', async () => {
    expect(await loadPackArticles(house.app)).toBe(0)
    expect((await listArticles(house.app)).map(({ code, version }) => `${code} ${version}`).sort()).toEqual([
      'library-card 1',
      'water-cut 1',
    ])
  })

  test('two that start at once write none twice', async () => {
    const other = await openTinyHouse()
    await Promise.all([loadPackArticles(other.app), loadPackArticles(other.another())])
    expect(await other.value('select count(*)::integer from article_version')).toBe(2)
    expect(await other.value(`select count(*)::integer from journal_entry where type = 'article_published'`)).toBe(2)
  })

  test('a newer pack replaces what no editor has touched, and nothing else', async () => {
    const other = await openTinyHouse()
    await loadPackArticles(other.app)
    const touched = await articleByCode(other.database, 'water-cut')
    const own = { ...(touched?.published as ArticleContent), asks: ['我们自己的问法'] }
    expect(refusalOf(await saveDraft(other.app, editor, 'water-cut', own, 1))).toBeNull()
    const knowledge = tinyCity.knowledge.map((each) => ({ ...each, asks: [...each.asks, '新的问法'] }))
    const newer = { ...other.app, rulebook: createRulebook({ ...tinyCity, knowledge }) }
    expect(await loadPackArticles(newer)).toBe(1)
    expect((await articleByCode(other.database, 'library-card'))?.published?.asks).toContain('新的问法')
    expect((await articleByCode(other.database, 'water-cut'))?.published?.asks).not.toContain('新的问法')
  })
})

describe('writing', () => {
  test('a draft changes nothing for readers until it is published, in a new version', async () => {
    const before = await contentOf('library-card')
    const content = { ...before, title: { 'zh-CN': '借书证', en: 'Borrowing' }, reviewDueOn: '2026-12-31' }
    const saved = await saveDraft(house.app, editor, 'library-card', content, await revisionOf('library-card'))
    expect(refusalOf(saved)).toBeNull()
    expect((await contentOf('library-card')).title.en).toBe('Getting a library card')
    expect(
      refusalOf(await publishArticle(house.app, editor, 'library-card', await revisionOf('library-card'))),
    ).toBeNull()
    expect((await contentOf('library-card')).title.en).toBe('Borrowing')
    expect((await versionsOf(house.database, 'library-card')).map(({ version }) => version)).toEqual([2, 1])
    const { found } = await searchArticles(house.app, { text: '借书证', language: 'en', most: 3 })
    expect(found[0]).toMatchObject({ code: 'library-card', title: 'Borrowing' })
  })

  test('who saved what another had changed meanwhile is told so', async () => {
    const content = await contentOf('water-cut')
    const revision = await revisionOf('water-cut')
    expect(refusalOf(await saveDraft(house.app, editor, 'water-cut', content, revision))).toBeNull()
    expect(refusalOf(await saveDraft(house.app, waterEditor, 'water-cut', content, revision))).toBe('conflict')
    expect(refusalOf(await publishArticle(house.app, editor, 'water-cut', revision))).toBe('conflict')
  })

  test('nothing is published without an owner, a review to come, a source and every language', async () => {
    const whole = await contentOf('water-cut')
    const lacking: readonly (readonly [Partial<ArticleContent>, string])[] = [
      [{ unit: '' }, 'required'],
      [{ reviewDueOn: '' }, 'required'],
      [{ reviewDueOn: '2026-03-01' }, 'review_due_past'],
      [{ reviewedOn: '2026-12-31' }, 'review_due_past'],
      [{ source: { ...whole.source, name: { 'zh-CN': '', en: 'x' } } }, 'required'],
      [{ title: { 'zh-CN': '标题', en: '' } }, 'required'],
      [{ answer: [] }, 'required'],
      [{ answer: [{ 'zh-CN': '一', en: '' }] }, 'required'],
      [{ script: { 'zh-CN': '', en: '' } }, 'required'],
    ]
    for (const [less, code] of lacking) {
      const saved = await saveDraft(
        house.app,
        editor,
        'water-cut',
        { ...whole, ...less },
        await revisionOf('water-cut'),
      )
      expect(refusalOf(saved), JSON.stringify(less)).toBeNull()
      const published = await publishArticle(house.app, editor, 'water-cut', await revisionOf('water-cut'))
      expect(refusalOf(published), JSON.stringify(less)).toBe(code)
    }
    expect((await contentOf('water-cut')).title.en).toBe('Planned water cuts')
  })

  test('a new article is a draft first, and no reader sees it', async () => {
    const content = await contentOf('water-cut')
    expect(refusalOf(await saveDraft(house.app, editor, 'new-one', content, 3))).toBe('article_not_found')
    expect(refusalOf(await saveDraft(house.app, editor, 'new-one', content, 0))).toBeNull()
    expect(await readArticle(house.app, 'new-one')).toBeUndefined()
    expect(refusalOf(await publishArticle(house.app, editor, 'new-one', 1))).toBeNull()
    expect(refusalOf(await publishArticle(house.app, editor, 'new-one', 2))).toBe('nothing_to_publish')
    expect(refusalOf(await retireArticle(house.app, editor, 'new-one', 2))).toBeNull()
    expect(await readArticle(house.app, 'new-one')).toBeUndefined()
    const { found } = await searchArticles(house.app, { text: '计划停水', language: 'zh-CN', most: 5 })
    expect(found.map(({ code }) => code)).not.toContain('new-one')
  })

  test('only editors write, and those of a unit only what the unit keeps', async () => {
    const content = await contentOf('water-cut')
    const library = await contentOf('library-card')
    const [water, books] = [await revisionOf('water-cut'), await revisionOf('library-card')]
    for (const actor of [agent, hotline('shift_lead'), of('utilities'), hotline('system_admin')]) {
      expect(refusalOf(await saveDraft(house.app, actor, 'water-cut', content, water))).toBe('not_permitted')
      expect(refusalOf(await publishArticle(house.app, actor, 'water-cut', water))).toBe('not_permitted')
      expect(refusalOf(await retireArticle(house.app, actor, 'water-cut', water))).toBe('not_permitted')
      expect(refusalOf(await publishArticle(house.app, actor, 'nothing-here', 1))).toBe('not_permitted')
    }
    expect(refusalOf(await saveDraft(house.app, waterEditor, 'library-card', library, books))).toBe('not_permitted')
    const taken = { ...library, unit: 'utilities' }
    expect(refusalOf(await saveDraft(house.app, waterEditor, 'library-card', taken, books))).toBe('not_permitted')
    const given = { ...content, unit: 'city' }
    expect(refusalOf(await saveDraft(house.app, waterEditor, 'water-cut', given, water))).toBe('not_permitted')
    expect(refusalOf(await saveDraft(house.app, waterEditor, 'water-cut', content, water))).toBeNull()
  })

  test('every publication stands in a stream of its own, chained, and seals like any entry', async () => {
    const rows = await house.asOwner(
      `select s.name, e.seq, e.type, e.body, e.hash, s.head_hash, s.seq as last from hotline.journal_entry e
       join hotline.journal_stream s on s.number = e.number where s.name = 'article/library-card' order by e.seq`,
    )
    expect(rows.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'article_published'],
      [2, 'article_published'],
    ])
    const last = rows.at(-1)
    expect(last?.['hash']).toEqual(last?.['head_hash'])
    expect(JSON.parse(String(last?.['body']))).toMatchObject({
      actor: { role: 'knowledge_editor' },
      facts: { code: 'library-card', version: 2, unit: 'city' },
    })
    // Codes and hashes only: the words are kept beside the record.
    expect(String(last?.['body'])).not.toContain('Borrowing')
    const { privateKey } = generateKeyPairSync('ed25519')
    const sealed = await sealJournal({
      database: house.database,
      signingKey: privateKey,
      clock: house.app.clock,
      checkpointDir: mkdtempSync(join(tmpdir(), 'open12345-kb-')),
      origin: 'tiny.example',
    })
    expect(sealed.sealed).toBeGreaterThanOrEqual(rows.length)
  })
})

describe('what is wrong', () => {
  test('anybody may say so; phones are masked and nobody is named', async () => {
    expect(refusalOf(await flagArticle(house.app, null, 'water-cut', '电话改成 13800138000 了'))).toBeNull()
    expect(refusalOf(await flagArticle(house.app, agent, 'water-cut', '时间不对'))).toBeNull()
    expect(refusalOf(await flagArticle(house.app, null, 'nothing-here', '不对'))).toBe('article_not_found')
    expect(refusalOf(await flagArticle(house.app, null, 'water-cut', ' '))).toBe('required')
    expect(refusalOf(await flagArticle(house.app, null, 'water-cut', '错'.repeat(501)))).toBe('too_long')
    const flags = await listFlags(house.app, editor)
    expect(flags.map(({ role, words }) => [role, words])).toEqual([
      ['requester', '电话改成 *** 了'],
      ['intake_agent', '时间不对'],
    ])
  })

  test('a flood of flags is cut off', async () => {
    for (let count = 0; count < 60; count += 1) await flagArticle(house.app, null, 'library-card', `不对 ${count}`)
    expect((await listFlags(house.app, editor, 'library-card')).length).toBe(50)
  })

  test('the one who keeps the article settles it, once', async () => {
    const [flag] = await listFlags(house.app, editor, 'water-cut')
    const id = flag?.id ?? ''
    expect(refusalOf(await settleFlag(house.app, agent, 'water-cut', id, ''))).toBe('not_permitted')
    expect(refusalOf(await settleFlag(house.app, waterEditor, 'library-card', id, ''))).toBe('not_permitted')
    // The flag of one article is not settled by the keeper of another.
    expect(refusalOf(await settleFlag(house.app, editor, 'library-card', id, ''))).toBe('already_done')
    expect(refusalOf(await settleFlag(house.app, waterEditor, 'water-cut', id, '已更正'))).toBeNull()
    expect(refusalOf(await settleFlag(house.app, waterEditor, 'water-cut', id, ''))).toBe('already_done')
    expect((await listFlags(house.app, editor, 'water-cut')).map((each) => each.id)).not.toContain(id)
    expect(await listFlags(house.app, agent)).toEqual([])
  })
})

describe('what is missing', () => {
  test('is counted once for the same question, however it is written, without a phone', async () => {
    for (const text of ['怎么领养小猫？', '怎麼領養 小貓', '怎么领养小猫'])
      await recordGap(house.app, { text, language: 'zh-CN' })
    await recordGap(house.app, {
      text: '我叫王小明，电话 13912345678，怎么领养小狗',
      language: 'zh-CN',
      areaCode: 'A11',
    })
    await recordGap(house.app, { text: '13912345678', language: 'zh-CN' })
    await recordGap(house.app, { text: '？', language: 'zh-CN' })
    const gaps = await listGaps(house.app, editor)
    expect(gaps.map(({ words, asked, areaCode }) => [words, asked, areaCode])).toEqual([
      ['怎么领养小猫？', 3, null],
      ['我叫***，电话 ***，怎么领养小狗', 1, 'A11'],
    ])
    const stored = JSON.stringify(await house.asOwner('select * from hotline.knowledge_gap'))
    expect(stored).not.toMatch(/1391234|王小明/)
  })

  test('a story is cut short', async () => {
    await recordGap(house.app, { text: '很长的问题'.repeat(200), language: 'en' })
    const gaps = await listGaps(house.app, editor)
    expect(Math.max(...gaps.map(({ words }) => words.length))).toBeLessThanOrEqual(120)
  })

  test('a settled question that is asked again is open again', async () => {
    const key = (await listGaps(house.app, editor))[0]?.key ?? ''
    expect(refusalOf(await closeGap(house.app, agent, key))).toBe('not_permitted')
    expect(refusalOf(await closeGap(house.app, editor, key))).toBeNull()
    expect(refusalOf(await closeGap(house.app, editor, key))).toBe('already_done')
    expect((await listGaps(house.app, editor)).map((gap) => gap.key)).not.toContain(key)
    await recordGap(house.app, { text: '怎么领养小猫', language: 'zh-CN' })
    expect((await listGaps(house.app, editor)).find((gap) => gap.key === key)?.asked).toBe(4)
    expect(await listGaps(house.app, agent)).toEqual([])
  })
})

describe('how it did', () => {
  test('counts what was read, and the consultations that an article answered', async () => {
    await noteUse(house.app, 'water-cut', 'public')
    await noteUse(house.app, 'water-cut', 'public')
    await noteUse(house.app, 'water-cut', 'inserted')
    await noteUse(house.app, 'nothing-here', 'public')
    for (const article of ['water-cut', 'water-cut', 'none-of-ours']) {
      const number = await house.register({ requestType: 'inquiry', serviceCode: null })
      await house.run(number, agent, 'answerDirectly', { article, answer: '停水会提前公告。' })
    }
    house.wait(DAY)
    const overview = await knowledgeOverview(house.app, editor)
    expect(overview?.share).toEqual({ days: 30, answered: 3, byArticle: 2 })
    expect(overview?.standings.find(({ article }) => article.code === 'water-cut')).toMatchObject({
      uses: 3,
      answers: 2,
    })
    expect(await knowledgeOverview(house.app, agent)).toBeNull()
  })

  test('another process finds what was published here', async () => {
    const other = house.another()
    await readArticle(other, 'water-cut')
    const content = { ...(await contentOf('water-cut')), title: { 'zh-CN': '停水查询', en: 'Looking up water cuts' } }
    await saveDraft(house.app, editor, 'water-cut', content, await revisionOf('water-cut'))
    await publishArticle(house.app, editor, 'water-cut', await revisionOf('water-cut'))
    house.wait(3_000)
    expect((await readArticle(other, 'water-cut'))?.content.title.en).toBe('Looking up water cuts')
  })
})
