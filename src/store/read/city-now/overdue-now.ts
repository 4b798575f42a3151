import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/**
 * Leads that owe a reply beyond its limit, or their signature beyond that; also while the requester is being
 * asked already. Two walks over the indexes of what is owed: history costs nothing. `$1` is now.
 */
export const overdueLeads = `(
  select number, unit_code as unit, signing_due_at as due_at from work_order
   where role = 'lead' and ended_at is null and signed_at is null and signing_due_at < $1
  union all
  select number, unit_code, due_at from work_order
   where role = 'lead' and ended_at is null and replied_at is null and due_at < $1
     and (signed_at is not null or signing_due_at is null or signing_due_at >= $1)
)`

/** An approved ledger entry holds the clock. */
export const notHeld = (late: string): string =>
  `not exists (select from overlay o where o.number = ${late}.number and o.kind = 'ledger' and o.state = 'active' offset 0)`

/** How many requests each unit holds beyond a limit. */
export async function overdueByUnit(database: Database, now: Instant): Promise<ReadonlyMap<string, number>> {
  const result = await database.query<{ unit: string; amount: string }>({
    name: 'city_overdue',
    text: `select late.unit, count(*)::text as amount from ${overdueLeads} late
      where ${notHeld('late')} group by late.unit`,
    values: [new Date(now)],
  })
  return new Map(result.rows.map(({ unit, amount }) => [unit, Number(amount)]))
}
