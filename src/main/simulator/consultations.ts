import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { PackArticle } from '../../core/knowledge/article.ts'
import type { Chance } from './chance.ts'

/** What a caller wants to know, as it is said on the phone, and the article that answers it. */
export interface Consultation {
  readonly article: PackArticle
  readonly words: string
  readonly language: string
}

/** How people begin and end a question; the question itself is one of the article's. */
const manners = {
  'zh-CN': {
    before: ['您好，我想咨询一下，', '请问', '麻烦问一下，', '你好，', '我想了解一下，', ''],
    after: ['，应该找哪里？', '，您能告诉我吗？', '，谢谢。', '？', ''],
  },
  en: {
    before: ['Hello, I have a question. ', 'Could you tell me: ', ''],
    after: [' Thank you.', ''],
  },
} as const

const isChinese = (words: string): boolean => /\p{Script=Han}/u.test(words)

/** A question of the city's callers; undefined where the pack brings no articles. */
export function consultationOf(rulebook: Rulebook, key: string, chance: Chance): Consultation | undefined {
  const { knowledge, languages } = rulebook.pack
  if (knowledge.length === 0) return undefined
  // Some questions are asked far more often than others, and every article is asked for at times.
  const spread = chance.draw('consultation', key) ** 1.6
  const article = knowledge[Math.floor(spread * knowledge.length)]
  if (!article) return undefined
  const ask = chance.pick(article.asks, 'ask', key)
  const language = isChinese(ask) || !languages.includes('en') ? 'zh-CN' : 'en'
  const { before, after } = manners[language]
  const plain = ask.replace(/[?？]$/u, language === 'en' ? '?' : '')
  return {
    article,
    language,
    words: `${chance.pick(before, 'before', key)}${plain}${chance.pick(after, 'after', key)}`,
  }
}

/** Every way in which a question of the city can be put: for checking that its article is found. */
export function everyWording(ask: string): readonly string[] {
  const { before, after } = manners[isChinese(ask) ? 'zh-CN' : 'en']
  return before.flatMap((one) => after.map((other) => `${one}${ask}${other}`))
}
