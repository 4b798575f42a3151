import { createHash } from 'node:crypto'
import { dayOf } from '../../core/calendar/zone.ts'
import { missingOf } from '../../core/knowledge/article-input.ts'
import type { ArticleContent } from '../../core/knowledge/article.ts'
import { mayEditArticle, mayEditKnowledge } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { refuse, type Refused } from '../../core/refusal.ts'
import { canonical } from '../../store/journal-entry.ts'
import { articleByCode, type StoredArticle } from '../../store/read/knowledge/articles.ts'
import { writeArticle, type ArticleWrite } from '../../store/write/article.ts'
import type { StreamEvent } from '../../store/write/journal-stream.ts'
import type { App } from '../app.ts'
import { forgetArticles } from './known.ts'

export type Edited = { readonly ok: true; readonly revision: number } | Refused

/**
 * Keeps a draft; what is published stays as it is. `revision` is what the editor saw, 0 for a new article. Refuses
 * `not_permitted`, `article_not_found`, and `conflict` where somebody else saved meanwhile.
 */
export async function saveDraft(
  app: App,
  actor: Actor,
  code: string,
  content: ArticleContent,
  revision: number,
): Promise<Edited> {
  const before = await articleByCode(app.store.database, code)
  const refused = mayChange(app, actor, before, revision, content.unit)
  if (refused) return refused
  const number = before?.draftVersion ?? (before?.latestVersion ?? 0) + 1
  return write(app, {
    ...headOf(code, before),
    at: app.clock.now(),
    draftVersion: number,
    version: { number, content, savedBy: actor.id, publishedBy: null },
  })
}

/**
 * Publishes the draft: it needs an owner, a source, a review day still to come and every language. Refuses as
 * `saveDraft`, and `nothing_to_publish`, `required`, `review_due_past`.
 */
export async function publishArticle(app: App, actor: Actor, code: string, revision: number): Promise<Edited> {
  const before = await articleByCode(app.store.database, code)
  if (!before) return mayEditKnowledge(actor) ? refuse('article_not_found') : refuse('not_permitted')
  const { draft, draftVersion } = before
  const refused = mayChange(app, actor, before, revision, draft?.unit ?? before.published?.unit ?? '')
  if (refused) return refused
  if (!draft || draftVersion === null) return refuse('nothing_to_publish')
  const now = app.clock.now()
  const missing = missingOf(draft, app.rulebook.pack.languages, dayOf(now, app.rulebook.pack.timeZone))
  if (missing) return missing
  return write(app, {
    ...headOf(code, before),
    at: now,
    publishedVersion: draftVersion,
    draftVersion: null,
    retired: false,
    version: { number: draftVersion, content: draft, savedBy: actor.id, publishedBy: actor.id },
    event: published(app, actor, code, draftVersion, draft),
  })
}

/** Takes an article off every list; its versions and its record stay. Refuses as `publishArticle`. */
export async function retireArticle(app: App, actor: Actor, code: string, revision: number): Promise<Edited> {
  const before = await articleByCode(app.store.database, code)
  if (!before) return mayEditKnowledge(actor) ? refuse('article_not_found') : refuse('not_permitted')
  const refused = mayChange(app, actor, before, revision, before.published?.unit ?? before.draft?.unit ?? '')
  if (refused) return refused
  if (before.publishedVersion === null) return refuse('already_done')
  const at = app.clock.now()
  const facts = { code, version: before.publishedVersion }
  return write(app, {
    ...headOf(code, before),
    at,
    publishedVersion: null,
    retired: true,
    event: { stream: streamOf(code), at, type: 'article_retired', actor, facts },
  })
}

/** What the journal keeps of a publication: which version, and a hash by which its words can be proved. */
export function published(app: App, actor: Actor, code: string, version: number, content: ArticleContent): StreamEvent {
  const facts = { code, version, contentHash: hashOf(content), unit: content.unit, reviewDueOn: content.reviewDueOn }
  return { stream: streamOf(code), at: app.clock.now(), type: 'article_published', actor, facts }
}

export const hashOf = (content: ArticleContent): string => createHash('sha256').update(canonical(content)).digest('hex')

const streamOf = (code: string): string => `article/${code}`

/** An editor of a unit may neither take over what another unit owns nor give it away. */
function mayChange(
  app: App,
  actor: Actor,
  before: StoredArticle | undefined,
  revision: number,
  unit: string,
): Refused | undefined {
  const owner = before?.published?.unit ?? before?.draft?.unit ?? unit
  const may = (code: string): boolean => mayEditArticle(actor, code, app.rulebook)
  if (!mayEditKnowledge(actor) || !may(owner) || !may(unit)) return refuse('not_permitted')
  if (!before && revision !== 0) return refuse('article_not_found')
  return (before?.revision ?? 0) === revision ? undefined : refuse('conflict')
}

type Head = Pick<ArticleWrite, 'code' | 'revision' | 'publishedVersion' | 'draftVersion' | 'retired'>

const headOf = (code: string, before: StoredArticle | undefined): Head => ({
  code,
  revision: before?.revision ?? 0,
  publishedVersion: before?.publishedVersion ?? null,
  draftVersion: before?.draftVersion ?? null,
  retired: (before?.retiredAt ?? null) !== null,
})

async function write(app: App, change: ArticleWrite): Promise<Edited> {
  const done = await writeArticle(app.store.database, change)
  forgetArticles(app)
  return done ? { ok: true, revision: change.revision + 1 } : refuse('conflict')
}
