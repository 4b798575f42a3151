import type { Instant } from '../../core/time.ts'
import type { Queryable } from '../journal/queryable.ts'

/** How many messages have failed since, up to a thousand. Asked on the owner's connection too: names are whole. */
export async function noticesFailedSince(client: Queryable, since: Instant): Promise<number> {
  const known = await client.query<{ there: boolean }>(
    `select to_regclass('hotline.notice_delivery') is not null as there`,
  )
  // An installation that has not been upgraded yet.
  if (known.rows[0]?.there !== true) return 0
  const { rows } = await client.query<{ failed: number }>(
    `select count(*)::integer as failed from (
       select from hotline.notice_delivery where state = 'failed' and settled_at >= $1 limit 1000
     ) as one`,
    [new Date(since)],
  )
  return rows[0]?.failed ?? 0
}
