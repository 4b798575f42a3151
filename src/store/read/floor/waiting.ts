import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'
import { queueParts, type QueuePart, type QueueTask } from '../queue-parts.ts'

/** How much waits for one kind of work of the hotline's own people. */
export interface Waiting {
  readonly task: QueueTask
  readonly count: number
  /** Beyond their own clock. */
  readonly late: number
  readonly oldestSince: Instant | null
}

/** A queue is counted this far: beyond it the answer is "more". */
export const countedMost = 10_000

/** The hotline's queues in the order of a request's way, each with the moment since which a piece of work waits. */
const watched: readonly (readonly [task: QueueTask, since: string, more?: string])[] = [
  ['intake', 'r.registered_at'],
  ['dispatch', 'r.registered_at', ` and r.state <> 'registered'`],
  ['redirect', 'o.opened_at'],
  ['objection', 'o.opened_at'],
  ['reclassification', 'o.opened_at'],
  ['extension', 'o.opened_at'],
  ['ledger', 'o.opened_at'],
  ['termination', 'o.opened_at'],
  ['callback', 'r.next_attempt_at', ' and r.next_attempt_at <= $2'],
  ['exclusion', 'o.opened_at'],
  ['appeal', 'o.opened_at'],
]

const partOf = (task: QueueTask): QueuePart | undefined =>
  Object.values(queueParts)
    .flat()
    .find((part) => part.task === task)

/** What belongs to one district, or everything: `$1` is its unit or null. */
const within = `($1::text is null or r.district_unit = $1 or r.lead_unit = $1)`

const text = watched
  .flatMap(([task, since, more = '']) => {
    const part = partOf(task)
    if (!part) return []
    return `select '${task}' as task, count(*)::integer as count, count(*) filter (where due < $2)::integer as late,
        min(since) as "oldestSince"
      from (select ${since} as since, ${part.dueAt} as due from ${part.from}
        where ${part.where}${more} and ${within} limit ${countedMost}) w`
  })
  .join('\nunion all\n')

/** The hotline's queues, all of them, empty ones too. */
export async function waitingByTask(
  database: Database,
  unit: string | null,
  now: Instant,
): Promise<readonly Waiting[]> {
  const result = await database.query<Waiting>({
    name: 'floor_waiting',
    text,
    values: [unit, new Date(now)],
  })
  const order = watched.map(([task]) => task)
  return [...result.rows].sort((one, other) => order.indexOf(one.task) - order.indexOf(other.task))
}
