import type { ArticleContent } from '../../core/knowledge/article.ts'
import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import type { Queryable } from '../journal/queryable.ts'
import { appendToStream, type StreamEvent } from './journal-stream.ts'

/** What is written at once: a new or changed version, and where the article stands afterwards. */
export interface ArticleWrite {
  readonly code: string
  /** The revision that was read; 0 for an article that must not be there yet. */
  readonly revision: number
  readonly at: Instant
  readonly publishedVersion: number | null
  readonly draftVersion: number | null
  readonly retired: boolean
  readonly version?: {
    readonly number: number
    readonly content: ArticleContent
    readonly savedBy: string
    readonly publishedBy: string | null
  }
  /** What the journal tells of it; a draft is nobody's business yet. */
  readonly event?: StreamEvent
}

/** Writes an article, its version and its record together; false where another write was faster. */
export async function writeArticle(database: Database, write: ArticleWrite): Promise<boolean> {
  const client = await database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const done = await writeHead(client, write)
    if (done && write.version) await writeVersion(client, write, write.version)
    if (done && write.event) await appendToStream(client, write.event)
    await client.query(done ? 'commit' : 'rollback')
    return done
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}

async function writeHead(client: Queryable, write: ArticleWrite): Promise<boolean> {
  const { code, revision, at, publishedVersion, draftVersion, retired } = write
  const values = [code, revision, new Date(at), publishedVersion, draftVersion, retired ? new Date(at) : null]
  const { rowCount } = await client.query(
    revision === 0
      ? `insert into article (code, revision, changed_at, published_version, draft_version, retired_at)
         values ($1, $2::integer + 1, $3, $4, $5, $6) on conflict (code) do nothing`
      : `update article set revision = $2 + 1, changed_at = greatest($3, changed_at + interval '1 millisecond'),
           published_version = $4, draft_version = $5, retired_at = $6
         where code = $1 and revision = $2`,
    values,
  )
  return rowCount === 1
}

async function writeVersion(
  client: Queryable,
  { code, at }: ArticleWrite,
  { number, content, savedBy, publishedBy }: NonNullable<ArticleWrite['version']>,
): Promise<void> {
  await client.query(
    `insert into article_version (code, version, content, saved_at, saved_by, published_at, published_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (code, version) do update set content = excluded.content, saved_at = excluded.saved_at,
       saved_by = excluded.saved_by, published_at = excluded.published_at, published_by = excluded.published_by
     where article_version.published_at is null`,
    [
      code,
      number,
      JSON.stringify(content),
      new Date(at),
      savedBy,
      publishedBy === null ? null : new Date(at),
      publishedBy,
    ],
  )
}
