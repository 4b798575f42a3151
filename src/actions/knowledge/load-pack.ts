import type { ArticleContent } from '../../core/knowledge/article.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { allArticles } from '../../store/read/knowledge/articles.ts'
import { writeArticle } from '../../store/write/article.ts'
import type { App } from '../app.ts'
import { hashOf, published } from './edit.ts'
import { forgetArticles } from './known.ts'

const pack: Actor = { id: 'pack', role: 'system' }

/**
 * Brings the city pack's articles into the knowledge base: new ones as their first version, changed ones as the next.
 * What the city's own editors have touched, or taken off the list, is left as it is. Safe to run twice, and by two at once.
 */
export async function loadPackArticles(app: App): Promise<number> {
  const { database } = app.store
  const known = new Map((await allArticles(database)).map((article) => [article.code, article]))
  let written = 0
  for (const { code, ...content } of app.rulebook.pack.knowledge) {
    const before = known.get(code)
    if (before && (!before.isFromPack || before.publishedVersion === null || isSame(before.published, content)))
      continue
    const number = (before?.latestVersion ?? 0) + 1
    const done = await writeArticle(database, {
      code,
      revision: before?.revision ?? 0,
      at: app.clock.now(),
      publishedVersion: number,
      draftVersion: null,
      retired: false,
      version: { number, content, savedBy: pack.id, publishedBy: pack.id },
      event: published(app, pack, code, number, content),
    })
    if (done) written += 1
  }
  if (written > 0) forgetArticles(app)
  return written
}

const isSame = (one: ArticleContent | null, other: ArticleContent): boolean =>
  one !== null && hashOf(one) === hashOf(other)
