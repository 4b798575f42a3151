import { expect, test } from 'vitest'
import { refusalCodes } from '../../../src/core/refusal.ts'
import { refusalWords, sentencesOf } from '../../../src/core/text/refusal-words.ts'
import { fill } from '../../../src/core/text/sentence.ts'

test.each(refusalCodes)('%s says in both languages what is the matter and what to do', (code) => {
  const words = refusalWords[code]
  for (const [fact, remedy] of [words['zh-CN'], words.en]) {
    expect(fact.length).toBeGreaterThan(3)
    expect(remedy.length).toBeGreaterThan(3)
  }
  for (const language of ['zh-CN', 'en']) {
    const { title, detail } = sentencesOf({ code }, language)
    expect(detail.startsWith(title)).toBe(true)
    expect(detail).toMatch(language === 'en' ? /[.!]$/ : /。$/)
    expect(detail).not.toMatch(/[{}[\]]/)
  }
})

test('no code has been forgotten, and none is left over', () => {
  expect(Object.keys(refusalWords).sort()).toEqual([...refusalCodes].sort())
})

test('figures stand in the sentence where they are known', () => {
  const { detail } = sentencesOf({ code: 'too_long', facts: { limit: 5000, count: 5001 } }, 'en')
  expect(detail).toContain('At most 5000 characters; there are 5001.')
  expect(sentencesOf({ code: 'too_long' }, 'en').detail).not.toContain('At most')
  expect(sentencesOf({ code: 'phone', facts: { letter: 'O', place: 11 } }, 'zh-TW').detail).toContain(
    '第 11 位是字母“O”',
  )
})

test('a part without figures of its own always stands', () => {
  const words = { 'zh-CN': ['甲。', '[{n}]乙。'], en: ['A.', '[{n} and {m}.] B.'] } as const
  expect(fill(words, { n: 1 }, 'en')).toEqual({ title: 'A.', detail: 'A. B.' })
  expect(fill(words, { n: 1, m: 2 }, 'en').detail).toBe('A. 1 and 2. B.')
  expect(fill(words, {}, 'zh')).toEqual({ title: '甲。', detail: '甲。乙。' })
})
