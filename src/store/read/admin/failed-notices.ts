import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** A notice that did not reach its reader. The reason is a code: what a server says may quote an address. */
export interface FailedNotice {
  readonly id: string
  readonly kind: string
  readonly channel: string
  readonly reason: string | null
  readonly attempts: number
  readonly failedAt: Instant
}

/** The newest notices that failed for good, by the index of the failed. */
export async function failedNotices(database: Database, most: number): Promise<readonly FailedNotice[]> {
  const result = await database.query<FailedNotice>({
    name: 'failed_notices',
    text: `select id::text, kind, channel, reason, attempts, settled_at as "failedAt"
      from notice_delivery where state = 'failed' order by settled_at desc, id limit $1`,
    values: [most],
  })
  return result.rows
}
