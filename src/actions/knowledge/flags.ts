import { mayEditArticle, mayReadKnowledge, maySeeGaps } from '../../core/permission/knowledge.ts'
import type { Actor } from '../../core/permission/roles.ts'
import { refuse, type Refused } from '../../core/refusal.ts'
import { cleanText } from '../../core/text/clean-text.ts'
import { maskMatter } from '../../core/text/mask-matter.ts'
import { openFlags, type OpenFlag } from '../../store/read/knowledge/flags-and-gaps.ts'
import { insertFlag, resolveFlag } from '../../store/write/article-flag.ts'
import type { App } from '../app.ts'
import { readArticle } from './read.ts'

export type Done = { readonly ok: true } | Refused

export const flagWordsMost = 500
const flagsMost = 50
const listMost = 200

/**
 * Says that something in an article is wrong; anybody may. Who said it is kept as a role and a unit, and phones and the
 * like are masked. Refuses `article_not_found` and what is wrong with the words.
 */
export async function flagArticle(app: App, actor: Actor | null, code: string, said: string): Promise<Done> {
  const article = await readArticle(app, code)
  if (!article) return refuse('article_not_found')
  const clean = cleanText(said, { field: 'words', max: flagWordsMost, controls: 'strip' })
  if (!clean.ok) return clean
  const staff = actor !== null && mayReadKnowledge(actor) ? actor : null
  await insertFlag(app.store.database, {
    code,
    version: article.version,
    at: app.clock.now(),
    role: staff?.role ?? 'requester',
    unit: staff?.unit ?? null,
    words: maskMatter(clean.text.trim(), null, app.rulebook.pack),
    most: flagsMost,
  })
  return { ok: true }
}

/** What was said to be wrong and waits for an editor. */
export async function listFlags(app: App, actor: Actor, code?: string): Promise<readonly OpenFlag[]> {
  return maySeeGaps(actor) ? openFlags(app.store.database, { code, most: listMost }) : []
}

/** Settles what was said, with a word on how. Refuses `not_permitted`, `article_not_found`, `already_done`. */
export async function settleFlag(app: App, actor: Actor, code: string, id: string, how: string): Promise<Done> {
  const article = await readArticle(app, code)
  if (!mayEditArticle(actor, article?.content.unit ?? '', app.rulebook)) return refuse('not_permitted')
  if (!/^\d{1,18}$/u.test(id)) return refuse('article_not_found')
  const clean = cleanText(how, { field: 'resolution', max: flagWordsMost, optional: true, controls: 'strip' })
  if (!clean.ok) return clean
  const done = { id, code, at: app.clock.now(), by: actor.id, resolution: clean.text }
  return (await resolveFlag(app.store.database, done)) ? { ok: true } : refuse('already_done')
}
