import type { Term, UrgencyLevel } from '../../../core/deadline/terms.ts'
import { DAY, type Instant } from '../../../core/time.ts'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Database } from '../../database.ts'

/** In time, but with little of it left; or beyond it. */
export type RiskView = 'risk' | 'overdue'

/** This share of an order's own time is little. */
export const littleLeft = 0.2
/** What falls due later has more than little left: no term is longer than five times this. */
const lookAhead = 15 * DAY

export interface RiskQuery {
  readonly view: RiskView
  /** The district or unit that is overseen; null for the whole city. */
  readonly within: string | null
  readonly unit?: string | undefined
  readonly level?: UrgencyLevel | undefined
  readonly now: Instant
}

export interface RiskRow {
  readonly number: string
  readonly seq: number
  readonly state: RequestState
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly unit: string
  readonly level: UrgencyLevel
  readonly clock: string
  readonly term: Term
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** How often the unit was reminded (催办), and more than reminded (督办, 约谈, to go on site). */
  readonly urged: number
  readonly supervised: number
  readonly lastMeasureAt: Instant | null
}

/** Live leads that owe a reply, by the index of their limits. An approved ledger entry holds the clock. */
const owing = `w.role = 'lead' and w.ended_at is null and w.replied_at is null
  and case when $1 = 'overdue' then w.due_at < $2::timestamptz
    else w.due_at >= $2::timestamptz and w.due_at < $3::timestamptz
      and w.due_at - $2::timestamptz < ${littleLeft} * (w.due_at - w.dispatched_at) end
  and w.due_at < $3::timestamptz
  and ($4::text is null or r.district_unit = $4 or w.unit_code = $4)
  and ($5::text is null or w.unit_code = $5) and ($6::text is null or r.level = $6)
  and not exists (select from overlay o where o.number = w.number and o.kind = 'ledger' and o.state = 'active')`

const from = 'work_order w join service_request r on r.number = w.number'
const latestDue = (view: RiskView, now: Instant): Date => new Date(view === 'overdue' ? now : now + lookAhead)
const valuesOf = ({ view, now, within, unit, level }: RiskQuery): unknown[] => [
  view,
  new Date(now),
  latestDue(view, now),
  within,
  unit ?? null,
  level ?? null,
]

/** The orders at risk, soonest due first; pages go on by key. */
export async function atRisk(
  database: Database,
  query: RiskQuery & { readonly after?: { readonly dueAt: Instant; readonly number: string } | undefined },
  limit: number,
): Promise<readonly RiskRow[]> {
  const { after } = query
  const result = await database.query<RiskRow>({
    name: 'floor_at_risk',
    text: `select r.number, r.seq, r.state, r.service_code as "serviceCode", r.area_code as "areaCode", w.unit_code as unit,
        r.level, w.deadline ->> 'clock' as clock, w.deadline -> 'term' as term, w.dispatched_at as "startedAt",
        w.due_at as "dueAt", m.urged, m.supervised, m.last as "lastMeasureAt"
      from ${from}, lateral (
        select count(*) filter (where o.detail ->> 'measure' = 'urge')::integer as urged,
          count(*) filter (where o.detail ->> 'measure' <> 'urge')::integer as supervised, max(o.opened_at) as last
        from overlay o where o.number = w.number and o.kind = 'supervision'
      ) m
      where ${owing} and ($7::timestamptz is null or (w.due_at, w.number) > ($7, $8::bigint))
      order by w.due_at, w.number limit $9`,
    values: [...valuesOf(query), after ? new Date(after.dueAt) : null, after?.number ?? null, limit],
  })
  return result.rows
}

export interface RiskGroup {
  readonly unit: string
  readonly level: UrgencyLevel
  readonly count: number
}

/** How many there are by unit and level, the most first. */
export async function riskGroups(database: Database, query: RiskQuery, limit: number): Promise<readonly RiskGroup[]> {
  const result = await database.query<RiskGroup>({
    name: 'floor_risk_groups',
    text: `select w.unit_code as unit, r.level, count(*)::integer as count from ${from} where ${owing}
      group by w.unit_code, r.level order by count(*) desc, w.unit_code, r.level limit $7`,
    values: [...valuesOf(query), limit],
  })
  return result.rows
}
