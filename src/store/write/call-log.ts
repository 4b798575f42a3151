import type { Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

export interface CallLogRow {
  readonly number: string
  readonly actorId: string
  readonly at: Instant
  readonly seconds: number
  readonly answered: boolean
}

/** Notes a call once; the same form sent again changes nothing. */
export async function noteCall(database: Database, call: CallLogRow): Promise<void> {
  const { number, actorId, at, seconds, answered } = call
  await database.query({
    name: 'note_call',
    text: `insert into call_log (number, actor_id, at, seconds, answered) values ($1, $2, $3, $4, $5)
      on conflict (number) do nothing`,
    values: [number, actorId, new Date(at), seconds, answered],
  })
}
