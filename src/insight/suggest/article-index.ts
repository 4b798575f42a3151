import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { ArticleContent } from '../../core/knowledge/article.ts'
import { createGramIndex, type GramIndex, type Hit } from './gram-index.ts'
import { initialsOf } from './initials.ts'
import { folded } from './tokens.ts'

export interface IndexedArticle extends ArticleContent {
  readonly code: string
}

export interface ArticleIndex {
  readonly find: (text: string, most: number) => readonly Hit[]
  /** Whether the best hit is good enough to be an answer; otherwise there is a gap. */
  readonly answers: (hits: readonly Hit[]) => boolean
}

const weights = { title: 5, ask: 1.2, answer: 1, script: 0.6, body: 0.6 } as const
const weakest = 0.16
const enough = 0.33
const initialsMost = 12
/** What is so far behind the best only lengthens the list. */
const farBehind = 0.3

/** Articles by what callers say, by their words, and titles by the first letters of their pinyin. */
export function createArticleIndex(articles: readonly IndexedArticle[]): ArticleIndex {
  const index = createGramIndex(articles.map((article) => ({ id: article.code, passages: passagesOf(article) })))
  const titles = articles.map(({ code, title }) => ({ code, initials: initialsOf(title['zh-CN']) }))
  const codes = new Map(articles.map(({ code }) => [code.toLowerCase(), code]))
  return {
    find: (text, most) => {
      const typed = folded(text)
      const code = codes.get(typed)
      if (code !== undefined) return [{ id: code, score: 1, words: [text.trim()] }]
      return together(byInitials(titles, typed), found(index, text, typed, most), most)
    },
    answers: (hits) => (hits[0]?.score ?? 0) >= enough,
  }
}

/** Who types a word or two names a thing: everything that holds it is an answer. */
const found = (index: GramIndex, text: string, typed: string, most: number): readonly Hit[] =>
  index.find(text, most, [...typed].length <= 3 ? 0.05 : weakest)

function byInitials(titles: readonly { code: string; initials: string }[], typed: string): readonly Hit[] {
  if (!/^[a-z]{2,}$/u.test(typed) || typed.length > initialsMost) return []
  return titles.flatMap(({ code, initials }) => {
    const at = initials.indexOf(typed)
    return at < 0 ? [] : [{ id: code, score: at === 0 ? 0.9 : 0.6, words: [typed] }]
  })
}

function together(one: readonly Hit[], other: readonly Hit[], most: number): readonly Hit[] {
  const best = new Map<string, Hit>()
  for (const hit of [...one, ...other]) if (hit.score > (best.get(hit.id)?.score ?? -1)) best.set(hit.id, hit)
  const hits = [...best.values()].toSorted((a, b) => b.score - a.score)
  const least = (hits[0]?.score ?? 0) * farBehind
  return hits.filter(({ score }) => score >= least).slice(0, most)
}

function passagesOf(article: IndexedArticle) {
  const local = (text: LocalText, weight: number) =>
    Object.values(text)
      .filter(Boolean)
      .map((each) => ({ text: each, weight }))
  return [
    ...local(article.title, weights.title),
    ...article.asks.map((text) => ({ text, weight: weights.ask })),
    ...article.answer.flatMap((line) => local(line, weights.answer)),
    ...local(article.script, weights.script),
    ...local(article.body, weights.body),
  ]
}
