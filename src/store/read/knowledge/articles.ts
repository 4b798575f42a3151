import type { ArticleContent } from '../../../core/knowledge/article.ts'
import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** An article as it is stored: what the public reads, and what an editor is writing. */
export interface StoredArticle {
  readonly code: string
  readonly revision: number
  readonly publishedVersion: number | null
  readonly draftVersion: number | null
  readonly latestVersion: number
  readonly retiredAt: Instant | null
  readonly changedAt: Instant
  readonly published: ArticleContent | null
  readonly draft: ArticleContent | null
  readonly publishedAt: Instant | null
  /** True where the city pack wrote its newest version, which a newer pack may therefore replace. */
  readonly isFromPack: boolean
}

const columns = `a.code, a.revision, a.published_version as "publishedVersion", a.draft_version as "draftVersion",
  a.retired_at as "retiredAt", a.changed_at as "changedAt", p.content as published, d.content as draft,
  p.published_at as "publishedAt", l.version as "latestVersion", l.saved_by = 'pack' as "isFromPack"`
const tables = `article a
  left join article_version p on p.code = a.code and p.version = a.published_version
  left join article_version d on d.code = a.code and d.version = a.draft_version
  join lateral (select version, saved_by from article_version v where v.code = a.code order by version desc limit 1) l
    on true`

/** By which a process knows whether what it remembers is still so. */
export async function articlesMark(database: Database): Promise<string> {
  const { rows } = await database.query<{ mark: string }>({
    name: 'articles_mark',
    text: `select coalesce(extract(epoch from max(changed_at))::text, '') as mark from article`,
  })
  return rows[0]?.mark ?? ''
}

/** Every article: thousands at most, read when something changed. */
export async function allArticles(database: Database): Promise<readonly StoredArticle[]> {
  const { rows } = await database.query<StoredArticle>({
    name: 'all_articles',
    text: `select ${columns} from ${tables} order by a.code`,
  })
  return rows
}

export async function articleByCode(database: Database, code: string): Promise<StoredArticle | undefined> {
  const { rows } = await database.query<StoredArticle>({
    name: 'article_by_code',
    text: `select ${columns} from ${tables} where a.code = $1`,
    values: [code],
  })
  return rows[0]
}

export interface ArticleVersion {
  readonly version: number
  readonly savedAt: Instant
  readonly savedBy: string
  readonly publishedAt: Instant | null
  readonly publishedBy: string | null
}

/** An article's versions, newest first. */
export async function versionsOf(database: Database, code: string): Promise<readonly ArticleVersion[]> {
  const { rows } = await database.query<ArticleVersion>({
    name: 'article_versions',
    text: `select version, saved_at as "savedAt", saved_by as "savedBy", published_at as "publishedAt",
        published_by as "publishedBy"
      from article_version where code = $1 order by version desc limit 50`,
    values: [code],
  })
  return rows
}
