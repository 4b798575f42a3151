import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** Consultations that were answered at once, and by which article; the journal tells it. */
export async function answeredSince(database: Database, since: Instant): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ article: string | null; count: string }>({
    name: 'answered_since',
    text: `select e.body::jsonb #>> '{facts,article}' as article, count(*) as count from journal_entry e
      where e.type = 'answered_directly' and e.at >= $1 group by 1`,
    values: [new Date(since)],
  })
  return new Map(rows.map(({ article, count }) => [article ?? '', Number(count)]))
}
