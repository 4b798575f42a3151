import type { Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

export interface MyCalls {
  readonly calls: number
  /** Mean seconds from the first letter to the save; null before the first call. */
  readonly seconds: number | null
  /** Ended with an article. */
  readonly answered: number
}

/** What one account has filed since an instant. */
export async function myCalls(database: Database, actorId: string, since: Instant): Promise<MyCalls> {
  const result = await database.query<{ calls: number; seconds: number | null; answered: number }>({
    name: 'my_calls',
    text: `select count(*)::integer as calls, round(avg(seconds))::integer as seconds,
        count(*) filter (where answered)::integer as answered
      from call_log where actor_id = $1 and at >= $2`,
    values: [actorId, new Date(since)],
  })
  return result.rows[0] ?? { calls: 0, seconds: null, answered: 0 }
}

export interface FiledCall {
  readonly number: string
  readonly at: Instant
  readonly state: RequestState
}

/** The calls that one account filed last, newest first. */
export async function lastCalls(
  database: Database,
  actorId: string,
  since: Instant,
  most: number,
): Promise<readonly FiledCall[]> {
  const result = await database.query<FiledCall>({
    name: 'last_calls',
    text: `select c.number, c.at, r.state from call_log c join service_request r on r.number = c.number
      where c.actor_id = $1 and c.at >= $2 order by c.at desc limit $3`,
    values: [actorId, new Date(since), most],
  })
  return result.rows
}
