import type { LocalText } from '../catalogue/catalogue.ts'
import type { Day } from '../time.ts'

/** Where the content of an article comes from. */
export interface ArticleSource {
  readonly name: LocalText
  /** Empty where it is not on the web. */
  readonly url: string
  /** The day on which the source was read. */
  readonly on: Day
}

/** What an editor writes of an article; every word of it in every language of the city. */
export interface ArticleContent {
  /** Code of the catalogue's class that it belongs to, or `hotline` for the hotline itself. */
  readonly topic: string
  /** Services that it helps with; may be empty. */
  readonly services: readonly string[]
  /** The unit that keeps it right. */
  readonly unit: string
  readonly reviewedOn: Day
  readonly reviewDueOn: Day
  readonly source: ArticleSource
  readonly title: LocalText
  /** The answer at a glance: one to three lines. */
  readonly answer: readonly LocalText[]
  /** What the call-taker reads aloud. */
  readonly script: LocalText
  readonly body: LocalText
  /** What callers say when they want to know this, in any language. */
  readonly asks: readonly string[]
}

/** An article of the city pack: the first version, until the city's editors write their own. */
export interface PackArticle extends ArticleContent {
  readonly code: string
}

export const hotlineTopic = 'hotline'
export const answerLinesMost = 3
