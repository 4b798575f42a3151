import type { Instant } from '../../core/time.ts'
import { createArticleIndex, type ArticleIndex } from '../../insight/suggest/article-index.ts'
import { allArticles, articlesMark, type StoredArticle } from '../../store/read/knowledge/articles.ts'
import type { App } from '../app.ts'

/** All articles in memory, with the index over what is published. */
export interface Known {
  readonly articles: ReadonlyMap<string, StoredArticle>
  readonly index: ArticleIndex
}

/** What another process published is found after this at the latest. */
const believedForMilliseconds = 2_000

interface Kept {
  readonly mark: string
  readonly known: Known
  checkedAt: Instant
}

const kept = new WeakMap<object, Kept>()
const loading = new WeakMap<object, Promise<Kept>>()

/** The knowledge base as it stands, made anew when an article has changed. */
export async function knownArticles(app: App): Promise<Known> {
  const { database } = app.store
  const now = app.clock.now()
  const before = kept.get(database)
  if (before && now >= before.checkedAt && now - before.checkedAt < believedForMilliseconds) return before.known
  let running = loading.get(database)
  if (!running) {
    running = refreshed(app, before).finally(() => loading.delete(database))
    loading.set(database, running)
  }
  return (await running).known
}

/** Who has just written wants to see it at once. */
export function forgetArticles(app: App): void {
  const before = kept.get(app.store.database)
  if (before) before.checkedAt = Number.NEGATIVE_INFINITY
}

async function refreshed(app: App, before: Kept | undefined): Promise<Kept> {
  const { database } = app.store
  const mark = await articlesMark(database)
  const checkedAt = app.clock.now()
  if (before?.mark === mark) {
    before.checkedAt = checkedAt
    return before
  }
  const articles = await allArticles(database)
  const published = articles.flatMap(({ code, published: content }) => (content ? [{ code, ...content }] : []))
  const known = { articles: new Map(articles.map((each) => [each.code, each])), index: createArticleIndex(published) }
  const fresh = { mark, known, checkedAt }
  kept.set(database, fresh)
  return fresh
}
