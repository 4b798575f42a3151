import type { UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** A requester who is to be asked now. Which unit handled the matter is not part of it: who asks shall not know. */
export interface DueCallback {
  readonly number: string
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly level: UrgencyLevel
  readonly dueAt: Instant
  /** Attempts of this round that reached nobody. */
  readonly tries: number
  /** A colleague has it before him. */
  readonly taken: boolean
}

export interface CallbacksDue {
  readonly lines: readonly DueCallback[]
  readonly waiting: number
  /** When the next one falls due; null where none waits. */
  readonly nextAt: Instant | null
}

const countedMost = 10_000

/** Callbacks that are due, those that wait longest first, by the queue's own index. */
export async function callbacksDue(
  database: Database,
  { actorId, now, presentSince, most }: { actorId: string; now: Instant; presentSince: Instant; most: number },
): Promise<CallbacksDue> {
  const [lines, counts] = await Promise.all([
    database.query<DueCallback>({
      name: 'callbacks_due',
      text: `select r.number, r.service_code as "serviceCode", r.area_code as "areaCode", r.level,
          r.next_attempt_at as "dueAt",
          (select count(*)::integer from callback_attempt a
            where a.number = r.number and a.round = r.round and a.result <> 'valid') as tries,
          exists (select from presence p
            where p.number = r.number and p.actor_id <> $2 and p.role = 'callback_agent' and p.seen_at > $3) as taken
        from service_request r
        where r.state = 'callback_pending' and r.next_attempt_at <= $1
        order by r.next_attempt_at, r.number limit $4`,
      values: [new Date(now), actorId, new Date(presentSince), most],
    }),
    database.query<{ waiting: number; nextAt: Instant | null }>({
      name: 'callbacks_waiting',
      text: `select
          (select count(*)::integer from (select from service_request
            where state = 'callback_pending' and next_attempt_at <= $1 limit ${countedMost}) w) as waiting,
          (select min(next_attempt_at) from service_request
            where state = 'callback_pending' and next_attempt_at > $1) as "nextAt"`,
      values: [new Date(now)],
    }),
  ])
  const [count] = counts.rows
  return { lines: lines.rows, waiting: count?.waiting ?? 0, nextAt: count?.nextAt ?? null }
}
