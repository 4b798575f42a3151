import { countNames, emptyCounts, type UnitCounts } from '../../../core/assessment/counts.ts'
import type { AssessmentPeriod } from '../../../core/assessment/period.ts'
import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

/** One unit's counts of a period, by the key of each of its days: other units cost nothing. */
export async function countsOfUnit(database: Database, period: AssessmentPeriod, unit: string): Promise<UnitCounts> {
  const result = await database.query<{ metric: string; amount: string }>({
    name: 'counts_of_unit',
    text: `select metric, sum(amount)::text as amount from (
        select c.metric, c.amount from generate_series($1::date, $2::date, interval '1 day') day
          cross join lateral (select metric, amount from counter where on_day = day::date and unit_code = $3) c
        union all
        select metric, amount from counter_delta where unit_code = $3 and on_day between $1 and $2
      ) every where metric = any($4) group by metric`,
    values: [period.fromDay, period.untilDay, unit, countNames],
  })
  const counts: Record<keyof UnitCounts, number> = { ...emptyCounts }
  for (const { metric, amount } of result.rows) {
    if (Object.hasOwn(emptyCounts, metric)) counts[metric as keyof UnitCounts] = Number(amount)
  }
  return counts
}

export interface StillAsked {
  /** Orders in hand whose requester will be asked before the period ends. */
  readonly orders: number
  /** Of them those whose requester nobody has reached out to yet. */
  readonly uncontacted: number
}

/** Which of a unit's open orders will still count in the period. */
export async function stillAsked(database: Database, unit: string, until: Instant): Promise<StillAsked> {
  const result = await database.query<StillAsked>({
    name: 'unit_still_asked',
    text: `select count(*)::integer as orders, (count(*) filter (where w.first_contact_at is null))::integer as uncontacted
      from service_request r join work_order w on w.number = r.number and w.role = 'lead' and w.ended_at is null
      where r.lead_unit = $1 and r.state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied')
        and w.round = 1 and r.callback_due_at < $2`,
    values: [unit, new Date(until)],
  })
  return result.rows[0] ?? { orders: 0, uncontacted: 0 }
}

/** What keeps coming back to a unit: the services that it was given most since a number. */
export async function frequentServices(
  database: Database,
  unit: string,
  sinceNumber: string,
  limit: number,
): Promise<readonly { readonly serviceCode: string; readonly count: number }[]> {
  const result = await database.query<{ serviceCode: string; count: number }>({
    name: 'unit_frequent_services',
    text: `select service_code as "serviceCode", count(*)::integer as count from service_request
      where lead_unit = $1 and number >= $2 and service_code is not null
      group by service_code order by count(*) desc, service_code limit $3`,
    values: [unit, sinceNumber, limit],
  })
  return result.rows
}
