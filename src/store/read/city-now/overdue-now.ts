import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** How many requests each unit holds beyond their limit: a walk over the index of open work, history costs nothing. */
export async function overdueByUnit(database: Database, now: Instant): Promise<ReadonlyMap<string, number>> {
  const result = await database.query<{ unit: string; amount: string }>({
    name: 'city_overdue',
    text: `select lead_unit as unit, count(*)::text as amount from service_request
      where state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review')
        and due_at < $1 and lead_unit is not null
      group by lead_unit`,
    values: [new Date(now)],
  })
  return new Map(result.rows.map(({ unit, amount }) => [unit, Number(amount)]))
}
