import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'
import type { CallMarks } from '../read/hotline/shift-lists.ts'

/** Keeps what a reviewer thinks of a call; the same reviewer may think again. */
export async function upsertCallReview(
  database: Database,
  review: CallMarks & { readonly number: string; readonly reviewer: string; readonly at: Instant },
): Promise<void> {
  const { number, reviewer, at, manner, understanding, record, sorting, note } = review
  await database.query({
    name: 'upsert_call_review',
    text: `insert into call_review (number, reviewer, at, manner, understanding, record, sorting, note)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (number, reviewer) do update set at = excluded.at, manner = excluded.manner,
        understanding = excluded.understanding, record = excluded.record, sorting = excluded.sorting, note = excluded.note`,
    values: [number, reviewer, new Date(at), manner, understanding, record, sorting, note],
  })
}
