import { dayOf } from '../../core/calendar/zone.ts'
import type { ArticleContent } from '../../core/knowledge/article.ts'
import { mayEditArticle, mayReadKnowledge } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Instant } from '../../core/time.ts'
import { countUse, type ArticleUse } from '../../store/write/article-use.ts'
import type { App } from '../app.ts'
import { knownArticles } from './known.ts'

export type { ArticleUse }

/** A published article, as everybody may read it. */
export interface PublishedArticle {
  readonly code: string
  readonly version: number
  readonly publishedAt: Instant
  readonly content: ArticleContent
  /** Its review is overdue: what it says may be old. */
  readonly isStale: boolean
}

/** A published article; undefined where there is none (also while it is a draft, and after it was retired). */
export async function readArticle(app: App, code: string): Promise<PublishedArticle | undefined> {
  const article = (await knownArticles(app)).articles.get(code)
  if (!article?.published || article.publishedVersion === null) return undefined
  const today = dayOf(app.clock.now(), app.rulebook.pack.timeZone)
  return {
    code,
    version: article.publishedVersion,
    publishedAt: article.publishedAt ?? article.changedAt,
    content: article.published,
    isStale: article.published.reviewDueOn < today,
  }
}

/** Every published article, by topic and title; for the public's list. */
export async function listArticles(app: App): Promise<readonly PublishedArticle[]> {
  const { articles } = await knownArticles(app)
  const read = await Promise.all([...articles.keys()].map((code) => readArticle(app, code)))
  return read.filter((article) => article !== undefined)
}

/** Counts that an article was opened or taken into an answer; nobody is named. */
export async function noteUse(app: App, code: string, kind: ArticleUse): Promise<void> {
  const { rulebook, clock, store } = app
  if (!(await readArticle(app, code))) return
  await countUse(store.database, code, dayOf(clock.now(), rulebook.pack.timeZone), kind)
}

export const mayRead = (actor: Actor | null): boolean => actor !== null && mayReadKnowledge(actor)
export const mayEdit = (app: App, actor: Actor, unit: string): boolean => mayEditArticle(actor, unit, app.rulebook)
