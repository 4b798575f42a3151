import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface Tries {
  /** Wrong codes given for this number since `since`, this one not counted. */
  readonly wrong: number
  readonly oldestAt: Instant | null
}

/**
 * Counts the wrong access codes of late for a number, and notes one more where `wrong` is true, up
 * to `most`: a flood of guesses writes no more rows than that.
 */
export async function noteAttempt(
  database: Database,
  number: string,
  attempt: { readonly wrong: boolean; readonly now: Instant; readonly since: Instant; readonly most: number },
): Promise<Tries> {
  const result = await database.query<Tries>({
    name: 'access_attempt',
    text: `with recent as (
        select count(*)::integer as wrong, min(at) as oldest from access_attempt where number = $1 and at > $2
      ), noted as (
        insert into access_attempt (number, at) select $1, $3 from recent where $4 and recent.wrong < $5
      )
      select wrong, oldest as "oldestAt" from recent`,
    values: [number, new Date(attempt.since), new Date(attempt.now), attempt.wrong, attempt.most],
  })
  return result.rows[0] ?? { wrong: 0, oldestAt: null }
}
