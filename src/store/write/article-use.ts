import type { Day } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** How an article was used: opened by the public, opened by staff, taken into an answer. */
export type ArticleUse = 'public' | 'staff' | 'inserted'

export async function countUse(database: Database, code: string, on: Day, kind: ArticleUse): Promise<void> {
  await database.query({
    name: 'count_article_use',
    text: `insert into article_use as known (code, on_day, kind, amount) values ($1, $2, $3, 1)
      on conflict (code, on_day, kind) do update set amount = known.amount + 1`,
    values: [code, on, kind],
  })
}
