import type { Notice } from '../../core/notice/notice.ts'
import type { UrgencyLevel } from '../../core/deadline/terms.ts'
import type { Instant } from '../../core/time.ts'
import type { Confidentiality, RequestType } from '../../core/work-order/states.ts'
import type { Database } from '../database.ts'

/** A notice that waits to go out, with what decides by which ways. Whether there is an address, never which. */
export interface WaitingNotice extends Notice {
  readonly number: string
  readonly confidentiality: Confidentiality
  readonly requestType: RequestType
  readonly level: UrgencyLevel
  readonly leadUnit: string | null
  /** The requester's. */
  readonly language: string
  readonly hasIdentity: boolean
  readonly hasPhone: boolean
  readonly isOptedOut: boolean
  readonly unitHasEmail: boolean
  readonly unitHasPhone: boolean
  readonly muted: readonly string[]
}

const text = `select n.number, n.seq, n.kind, n.recipient, n.unit_code as "unitCode", n.due_at as "dueAt", n.reason, n.at,
    r.confidentiality, r.request_type as "requestType", r.level, r.lead_unit as "leadUnit", r.language,
    i.wrapped_key is not null as "hasIdentity", i.phone_index is not null as "hasPhone",
    exists (
      select from notice_opt_out o where o.number = n.number
      union all
      select from notice_opt_out o where o.phone_index = i.phone_index
    ) as "isOptedOut",
    c.email is not null as "unitHasEmail", c.phone is not null as "unitHasPhone", coalesce(c.muted, '{}') as muted
  from (
    select * from notice where waits_since is not null and waits_since <= $1 order by waits_since, number limit $2
  ) n
  join service_request r on r.number = n.number
  left join identity.requester i on n.recipient = '@requester' and i.number = n.number
  left join unit_contact c on c.unit_code = n.recipient
  order by n.waits_since, n.number`

/** What waits, oldest first. */
export async function waitingNotices(
  database: Database,
  now: Instant,
  limit: number,
): Promise<readonly WaitingNotice[]> {
  return (await database.query<WaitingNotice>({ name: 'waiting_notices', text, values: [new Date(now), limit] })).rows
}
