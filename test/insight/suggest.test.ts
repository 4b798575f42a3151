import { describe, expect, test } from 'vitest'
import type { Service } from '../../src/core/catalogue/catalogue.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { createArticleIndex } from '../../src/insight/suggest/article-index.ts'
import { findAreas } from '../../src/insight/suggest/find-areas.ts'
import { findDanger } from '../../src/insight/suggest/find-danger.ts'
import { createGramIndex } from '../../src/insight/suggest/gram-index.ts'
import { initialsOf } from '../../src/insight/suggest/initials.ts'
import { serviceIndex } from '../../src/insight/suggest/service-index.ts'
import { profileOf, similarity } from '../../src/insight/suggest/similarity.ts'
import { folded } from '../../src/insight/suggest/tokens.ts'
import { loadCityPack } from '../../src/main/city/load.ts'
import { everyWording } from '../../src/main/simulator/consultations.ts'

const load = async (city: string) => {
  const loaded = await loadCityPack(city)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const rulebook = createRulebook(loaded.pack)
  const catalogue = loaded.pack.catalogues.at(-1)
  if (!catalogue) throw new Error('no catalogue')
  const services = catalogue.classes.flatMap(({ groups }) => groups.flatMap((group) => group.services))
  return { pack: loaded.pack, rulebook, services, services3: serviceIndex(rulebook, catalogue) }
}
const [beijing, tainan] = [await load('beijing'), await load('tainan')]
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** How many of the phrases lead to their own service, among the first three. */
function shareFound(services: readonly Service[], find: (text: string) => readonly string[], chinese: boolean): number {
  const asked = services.flatMap(({ code, phrases }) =>
    phrases.filter((phrase) => isChinese(phrase) === chinese).map((phrase) => ({ code, phrase })),
  )
  expect(asked.length).toBeGreaterThan(50)
  return asked.filter(({ code, phrase }) => find(phrase).includes(code)).length / asked.length
}

describe.each([
  ['beijing', beijing],
  ['tainan', tainan],
])('services of %s', (_, { services, services3 }) => {
  const find = (text: string) => services3.find(text, 3, 0.25).map(({ id }) => id)

  test('every one is found by each of its own example phrases, in both languages', () => {
    expect(shareFound(services, find, true)).toBe(1)
    expect(shareFound(services, find, false)).toBe(1)
  })

  test('and by its name', () => {
    for (const { code, name } of services)
      for (const words of [name['zh-CN'], name.en]) expect(find(words), words).toContain(code)
  })

  test('a hit says which words decided', () => {
    const [first] = services
    const [hit] = services3.find(first?.phrases[0] ?? '', 1, 0.25)
    expect(hit?.words.length).toBeGreaterThan(0)
    for (const word of hit?.words ?? []) expect(first?.phrases[0]).toContain(word)
  })

  test('what means nothing gets nothing', () => {
    for (const text of ['', ' ', '？？？', 'zzqx', '12', '。'.repeat(50)]) expect(find(text), text).toEqual([])
  })
})

describe.each([
  ['beijing', beijing],
  ['tainan', tainan],
])('articles of %s', (_, { pack }) => {
  const index = createArticleIndex(pack.knowledge)

  test('there are enough, each in both languages with an owner, a source and a review', () => {
    expect(pack.knowledge.length).toBeGreaterThanOrEqual(pack.code === 'beijing' ? 60 : 12)
    for (const { source, code } of pack.knowledge) {
      expect(source.name.en, code).toMatch(/demo content/i)
      expect(source.name['zh-CN'], code).toContain('演示')
    }
  })

  test('however a simulated caller puts a question, its article is among the first three', () => {
    const missed = pack.knowledge.flatMap(({ code, asks }) =>
      asks
        .flatMap(everyWording)
        .filter((words) => !index.find(words, 3).some(({ id }) => id === code))
        .map((words) => `${code}: ${words}`),
    )
    expect(missed).toEqual([])
  })

  test('a question that no article was written for mostly finds its article too', () => {
    let [asked, found] = [0, 0]
    for (let left = 0; left < 3; left += 1) {
      const without = createArticleIndex(
        pack.knowledge.map((article) => ({ ...article, asks: article.asks.filter((_, index) => index !== left) })),
      )
      for (const { code, asks } of pack.knowledge) {
        const ask = asks[left]
        if (ask === undefined) continue
        asked += 1
        if (without.find(ask, 3).some(({ id }) => id === code)) found += 1
      }
    }
    expect(found / asked).toBeGreaterThan(0.8)
  })

  test('two characters are enough', () => {
    for (const { code, title } of pack.knowledge) expect(index.find(title['zh-CN'], 3)[0]?.id).toBe(code)
    const [two, code] = pack.code === 'beijing' ? ['社保', 'social-insurance'] : ['路灯', 'street-light-repair']
    expect(index.find(two, 3).map(({ id }) => id)).toContain(code)
  })

  test('what nobody wrote about is no answer', () => {
    for (const text of ['量子力学', 'quantum recipes', 'qqq'])
      expect(index.answers(index.find(text, 3)), text).toBe(false)
  })
})

test('traditional characters find what is written in simplified ones, and the other way round', () => {
  const index = createArticleIndex(beijing.pack.knowledge)
  expect(index.find('社會保險怎麼轉', 3).map(({ id }) => id)).toContain('social-insurance')
  expect(index.find('車輛年檢', 3)[0]?.id).toBe('driving-licence')
  // The example phrases of this pack are in traditional characters.
  const services = serviceIndex(tainan.rulebook, tainan.pack.catalogues.at(-1) ?? (undefined as never))
  expect(services.find('家门口的路灯坏了两个礼拜', 3, 0.25)[0]?.id).toBe('street-light-few')
  expect(services.find('想預約清運舊沙發跟床墊', 3, 0.25)[0]?.id).toBe('bulky-waste')
})

test('widths, case and blanks make no difference', () => {
  expect(folded('ＡＢＣ　路燈')).toBe('abc路灯')
  const index = createGramIndex([{ id: 'light', passages: [{ text: 'Street light broken', weight: 1 }] }])
  expect(index.find('ＳＴＲＥＥＴ lights', 1, 0.1)[0]?.words).toEqual(['ＳＴＲＥＥＴ', 'lights'])
})

test('titles are found by the first letters of their pinyin', () => {
  expect(initialsOf('公积金怎么提取')).toBe('gjjzmtq')
  expect(initialsOf('12345 热线')).toBe('12345rx')
  const index = createArticleIndex(beijing.pack.knowledge)
  expect(index.find('gjj', 5).map(({ id }) => id)).toContain('housing-fund-withdraw')
})

describe('areas from an address', () => {
  const named = (city: typeof beijing, text: string) =>
    findAreas(city.rulebook, text, 5).map(({ code }) => city.rulebook.area(code)?.name['zh-CN'])

  test('the smallest that the address names comes first', () => {
    expect(named(beijing, '朝阳区望京街道南湖东园')[0]).toBe('望京街道')
    expect(named(beijing, '望京')[0]).toBe('望京街道')
    expect(named(beijing, 'Wangjing')[0]).toBe('望京街道')
    expect(named(tainan, '新營區忠政里中山路12號')[0]).toBe('忠政里')
  })

  test('a district in the address decides between two of one name', () => {
    const twice = tainan.rulebook.index.areasByName
    const [name, areas] = [...twice].find(([, each]) => each.length > 1 && each[0]?.kind === 'community') ?? ['', []]
    for (const area of areas) {
      const district = tainan.rulebook.area(area.parent ?? '')?.name['zh-TW'] ?? ''
      expect(findAreas(tainan.rulebook, district + name, 5)[0]?.code).toBe(area.code)
    }
    expect(areas.length).toBeGreaterThan(1)
  })

  test('never more than asked for, and nothing for nothing', () => {
    expect(named(beijing, '北京')).not.toHaveLength(0)
    expect(findAreas(beijing.rulebook, '街', 5)).toEqual([])
    expect(findAreas(tainan.rulebook, '里', 5)).toEqual([])
    expect(findAreas(beijing.rulebook, '朝阳', 2).length).toBeLessThanOrEqual(2)
  })
})

describe('danger', () => {
  const numbers = (text: string) => findDanger(beijing.pack.safety, text).map(({ rule }) => rule.number)

  test('is heard in both languages and both scripts', () => {
    expect(numbers('楼道里着火了，有人被困')).toEqual(['119', '119'])
    expect(numbers('聞到煤氣味')).toEqual(['119'])
    expect(numbers('My neighbour is unconscious')).toEqual(['120'])
    expect(numbers('There is a FIRE in the kitchen')).toEqual(['119'])
  })

  test('is not heard where there is none', () => {
    for (const text of ['路灯不亮', '灭火器过期了', 'fireworks', '咨询工伤认定', 'the knifeless kitchen', ''])
      expect(numbers(text), text).toEqual([])
  })
})

test('likeness of two texts is between nothing and the same', () => {
  const [one, other, third] = ['家里突然没水了', '家里突然没有水了，也没通知', '路灯不亮'].map(profileOf)
  if (!one || !other || !third) throw new Error('three texts')
  expect(similarity(one, one)).toBeCloseTo(1)
  expect(similarity(one, other)).toBeGreaterThan(0.3)
  expect(similarity(one, third)).toBe(0)
  expect(similarity(one, other)).toBe(similarity(other, one))
})
