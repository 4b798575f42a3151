import { readers } from '../../core/permission/can-read.ts'
import type { ActingRole, Role } from '../../core/permission/roles.ts'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { Instant } from '../../core/time.ts'
import type { RequestState } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'
import { cursorOf, type QueueKey } from './cursor.ts'
import { queueParts, type QueuePart, type QueueTask } from './queue-parts.ts'

export interface QueueQuery {
  readonly role: ActingRole
  /** The unit acted for; roles of the hotline itself have none. */
  readonly unit?: string | undefined
  /** Only supervisors need it: what is overdue now. */
  readonly now: Instant
  readonly state?: RequestState | undefined
  readonly level?: UrgencyLevel | undefined
  readonly serviceCode?: string | undefined
  readonly areaCode?: string | undefined
  readonly task?: string | undefined
  readonly after?: QueueKey | undefined
  readonly limit: number
}

export interface QueueRow {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  /** Why it stands in this queue. */
  readonly task: QueueTask
  readonly requestType: string
  readonly serviceCode: string | null
  readonly level: UrgencyLevel
  readonly areaCode: string | null
  /** Null too where the role may not know it: who calls back is not told whom they ask about. */
  readonly leadUnit: string | null
  readonly dueAt: Instant | null
  readonly registeredAt: Instant
  readonly alarm: boolean
  /** The first 120 characters of the working text. */
  readonly matter: string
}

export interface QueuePage {
  readonly rows: readonly QueueRow[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

const statements = new Map<string, string>()

/** The open work of a role (and unit), most urgent first. */
export async function queue(database: Database, query: QueueQuery): Promise<QueuePage> {
  const parts = (queueParts[query.role as Role] ?? []).filter((part) => !query.task || part.task === query.task)
  if (parts.length === 0) return { rows: [], next: null }
  const name = `queue ${query.role} ${query.task ?? ''} ${query.after ? 'after' : 'first'}`
  let text = statements.get(name)
  if (!text) statements.set(name, (text = statement(parts, query.after !== undefined)))
  const { after } = query
  const values = [
    query.unit ?? null,
    new Date(query.now),
    query.limit + 1,
    query.state ?? null,
    query.level ?? null,
    query.serviceCode ?? null,
    query.areaCode ?? null,
    ...(after ? [new Date(after.sortAt), after.number, after.task] : []),
  ]
  const result = await database.query<QueueRow & { sortAt: Instant }>({ name, text, values })
  const rows = result.rows.slice(0, query.limit)
  const last = rows.at(-1)
  const next = last && result.rows.length > query.limit ? cursorOf(last) : null
  const seesUnits = readers.units[query.role] !== undefined
  return { rows: rows.map(({ sortAt: _, ...row }) => (seesUnits ? row : { ...row, leadUnit: null })), next }
}

function statement(parts: readonly QueuePart[], following: boolean): string {
  return `with page as (
    select * from (${parts.map((part) => selection(part, following)).join('\n union all \n')}) as work
    where ($1::text is null or true) and ($2::timestamptz is null or true)
    order by sort_at, number, task limit $3::integer
  )
  select r.number, r.seq, r.state, p.task, r.request_type as "requestType", r.service_code as "serviceCode", r.level,
    r.area_code as "areaCode", r.lead_unit as "leadUnit", p.due_at as "dueAt", r.registered_at as "registeredAt",
    r.alarm, left(coalesce(m.body, ''), 120) as matter, p.sort_at as "sortAt"
  from page p join service_request r on r.number = p.number
  left join event_text m on m.number = p.number and m.seq = 1 and m.name = 'matter'
  order by p.sort_at, p.number, p.task`
}

/** The task's own text is the last key, so that a request with two pieces of work is never skipped. */
const selection = (part: QueuePart, following: boolean): string => `(
  select r.number, ${part.sortAt} as sort_at, '${part.task}'::text as task, ${part.dueAt} as due_at
  from ${part.from}
  where ${part.where}
    and ($4::text is null or r.state = $4) and ($5::text is null or r.level = $5)
    and ($6::text is null or r.service_code = $6) and ($7::text is null or r.area_code = $7)
    ${following ? `and (${part.sortAt}, r.number, '${part.task}'::text) > ($8::timestamptz, $9::bigint, $10::text)` : ''}
  order by ${part.sortAt}, r.number limit $3::integer)`
