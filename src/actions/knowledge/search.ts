import { dayOf } from '../../core/calendar/zone.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import type { Day } from '../../core/time.ts'
import type { App } from '../app.ts'
import { knownArticles } from './known.ts'

export interface FoundArticle {
  readonly code: string
  readonly topic: string
  readonly title: string
  /** The answer at a glance, line by line. */
  readonly answer: readonly string[]
  /** What a call-taker reads aloud. */
  readonly script: string
  readonly source: string
  /** When it has to be reviewed, and whether that day has passed. */
  readonly reviewDueOn: Day
  readonly isStale: boolean
  readonly score: number
  /** What of the question decided. */
  readonly words: readonly string[]
}

export interface ArticleSearch {
  readonly found: readonly FoundArticle[]
  /** False where nothing answers well: a gap, if somebody meant it. */
  readonly isAnswered: boolean
}

export const articlesMost = 20

/** Published articles that answer a question, best first. It writes nothing: whoever means it says so with `recordGap`. */
export async function searchArticles(
  app: App,
  { text, language, most }: { readonly text: string; readonly language: string; readonly most: number },
): Promise<ArticleSearch> {
  const { articles, index } = await knownArticles(app)
  const hits = index.find(text, Math.min(most, articlesMost))
  const today = dayOf(app.clock.now(), app.rulebook.pack.timeZone)
  const found = hits.flatMap(({ id, score, words }) => {
    const content = articles.get(id)?.published
    if (!content) return []
    const inLanguage = localise(language, app)
    return [
      {
        code: id,
        topic: content.topic,
        title: inLanguage(content.title),
        answer: content.answer.map(inLanguage),
        script: inLanguage(content.script),
        source: inLanguage(content.source.name),
        reviewDueOn: content.reviewDueOn,
        isStale: content.reviewDueOn < today,
        score,
        words,
      },
    ]
  })
  return { found, isAnswered: index.answers(hits) }
}

export const localise =
  (language: string, { rulebook }: App) =>
  (text: LocalText): string =>
    text[language] || text[rulebook.pack.defaultLanguage] || text.en
