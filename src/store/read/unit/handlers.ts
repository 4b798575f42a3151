import type { Role } from '../../../core/permission/roles.ts'
import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** Somebody who handles a unit's orders: an account, never a name. */
export interface Handler {
  readonly id: string
  readonly role: Role
  readonly label: string
  readonly lastUsedAt: Instant | null
}

/** The unit's accounts that may handle orders, and whose token opens something now. */
export async function unitHandlers(database: Database, unit: string, now: Instant): Promise<readonly Handler[]> {
  const result = await database.query<Handler>({
    name: 'unit_handlers',
    text: `select t.id, t.role, t.label,
        (select max(s.last_used_at) from staff_session s where s.token_hash = t.hash) as "lastUsedAt"
      from access_token t
      where t.unit_code = $1 and t.role in ('unit_handler', 'unit_head') and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > $2)
      order by t.role desc, t.created_at, t.id limit 40`,
    values: [unit, new Date(now)],
  })
  return result.rows
}

export interface HandlerLoad {
  /** Null: nobody yet. */
  readonly handler: string | null
  readonly open: number
  readonly overdue: number
  /** Less than a fifth of the order's own time is left. */
  readonly soon: number
}

/** What each handler has in hand: over the unit's open orders only. */
export async function handlerLoads(database: Database, unit: string, now: Instant): Promise<readonly HandlerLoad[]> {
  const result = await database.query<HandlerLoad>({
    name: 'unit_handler_loads',
    text: `select w.handler, count(*)::integer as open,
        (count(*) filter (where w.replied_at is null and w.due_at < $2))::integer as overdue,
        (count(*) filter (where w.replied_at is null and w.due_at >= $2
          and w.due_at - $2 < 0.2 * (w.due_at - w.dispatched_at)))::integer as soon
      from service_request r join work_order w on w.number = r.number and w.role = 'lead' and w.ended_at is null
      where r.lead_unit = $1 and r.state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied')
      group by w.handler`,
    values: [unit, new Date(now)],
  })
  return result.rows
}
