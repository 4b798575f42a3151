import { besideNames, emptyBeside, type BesideCounts } from '../../core/assessment/beside.ts'
import { countNames, emptyCounts, type UnitCounts } from '../../core/assessment/counts.ts'
import type { AssessmentPeriod } from '../../core/assessment/period.ts'
import type { Instant } from '../../core/time.ts'
import type { Queryable } from '../journal/queryable.ts'

export type CountsByUnit = ReadonlyMap<string, UnitCounts>

/** What the daily roll-ups hold of one unit: the counts behind the rates, and what is counted beside them. */
export interface UnitFigures {
  readonly counts: UnitCounts
  readonly beside: BesideCounts
}

/**
 * A period's counts of every unit from the daily roll-ups and the deltas that are not folded yet:
 * the cost grows with units and days, not with history.
 */
export async function countsFromRollups(database: Queryable, period: Days): Promise<CountsByUnit> {
  return gather(await sumsOf(database, period, countNames))
}

/** The same with what is counted beside the rates, read at once. */
export async function figuresFromRollups(database: Queryable, period: Days): Promise<ReadonlyMap<string, UnitFigures>> {
  const figures = new Map<string, { counts: Record<string, number>; beside: Record<string, number> }>()
  for (const { unit_code: unitCode, metric, amount } of await sumsOf(database, period, [
    ...countNames,
    ...besideNames,
  ])) {
    let unit = figures.get(unitCode)
    if (!unit) figures.set(unitCode, (unit = { counts: { ...emptyCounts }, beside: { ...emptyBeside } }))
    const part = Object.hasOwn(emptyCounts, metric) ? unit.counts : unit.beside
    part[metric] = (part[metric] ?? 0) + Number(amount)
  }
  return figures as unknown as ReadonlyMap<string, UnitFigures>
}

type Days = Pick<AssessmentPeriod, 'fromDay' | 'untilDay'>

interface SumRow {
  readonly unit_code: string
  readonly metric: string
  readonly amount: string
}

async function sumsOf(database: Queryable, period: Days, metrics: readonly string[]): Promise<readonly SumRow[]> {
  const result = await database.query<SumRow>({
    name: 'sums_from_rollups',
    text: `select unit_code, metric, sum(amount)::text as amount from (
        select unit_code, metric, sum(amount) as amount from counter
          where on_day between $1 and $2 and metric = any($3) group by unit_code, metric
        union all
        select unit_code, metric, sum(amount) from counter_delta
          where on_day between $1 and $2 and metric = any($3) group by unit_code, metric
      ) every group by unit_code, metric`,
    values: [period.fromDay, period.untilDay, metrics],
  })
  return result.rows
}

/**
 * The same counts from the records themselves. Roll-ups have to equal it to the last digit; the
 * tests, `doctor`, a closing month and a doubted one ask it.
 * @param answeredBefore answers from then on are too late for the coverage of a closed period
 */
export async function countsFromRecords(
  database: Queryable,
  period: AssessmentPeriod,
  answeredBefore: Instant | null = null,
): Promise<CountsByUnit> {
  const result = await database.query<SumRow>({
    name: 'counts_from_records',
    text: recount,
    values: [
      period.fromDay,
      period.untilDay,
      new Date(period.from),
      new Date(period.until),
      answeredBefore === null ? null : new Date(answeredBefore),
    ],
  })
  return gather(result.rows)
}

const recount = `with answer as (
  select c.unit_code,
    count(*) filter (where three) as "valid",
    count(*) filter (where three and contacted) as "contacted",
    count(*) filter (where three and resolved) as "resolved",
    count(*) filter (where three and satisfaction = 'satisfied') as "satisfied",
    count(*) filter (where three and satisfaction = 'basically_satisfied') as "basicallySatisfied",
    count(*) filter (where three and satisfaction = 'dissatisfied') as "dissatisfied",
    count(*) filter (where not three) as "responseOnlyValid",
    count(*) filter (where not three and contacted) as "responseOnlyContacted",
    count(*) filter (where three and excluded) as "excludedValid",
    count(*) filter (where three and excluded and contacted) as "excludedContacted",
    count(*) filter (where three and excluded and resolved) as "excludedResolved",
    count(*) filter (where three and excluded and satisfaction = 'satisfied') as "excludedSatisfied",
    count(*) filter (where three and excluded and satisfaction = 'basically_satisfied') as "excludedBasically",
    count(*) filter (where three and excluded and satisfaction = 'dissatisfied') as "excludedDissatisfied",
    count(*) filter (where not three and excluded) as "excludedResponseOnlyValid",
    count(*) filter (where not three and excluded and contacted) as "excludedResponseOnlyContacted"
  from (select a.unit_code, a.contacted, a.resolved, a.satisfaction, a.excluded, r.number is null as three
          from callback_attempt a
          left join service_request r on r.number = a.number and r.scope = 'response_only'
         where a.scores and a.attempted_on between $1 and $2) c
  group by c.unit_code
), asked as (
  select r.scoring_unit as unit_code, count(*) as "callbackDue", count(a.number) as "callbackAnswered"
    from service_request r
    left join callback_attempt a on a.number = r.number and a.scores
      and ($5::timestamptz is null or a.attempted_at < $5)
   where callback_opened_at >= $3 and callback_opened_at < $4
     and scoring_unit is not null and scope in ('three_rates', 'response_only')
   group by scoring_unit
), silent as (
  select scoring_unit as unit_code,
    count(*) filter (where disposition = 'unreachable') as "unreachable",
    count(*) filter (where disposition = 'declined') as "declined"
  from service_request r
  where disposition in ('unreachable', 'declined') and settled_at >= $3 and settled_at < $4
    and scoring_unit is not null and scope in ('three_rates', 'response_only')
    and not exists (select from callback_attempt a where a.number = r.number and a.result = 'valid')
  group by scoring_unit
), sent as (
  select unit_code, count(*) as "dispatched" from work_order
   where role = 'lead' and round = 1 and dispatched_at >= $3 and dispatched_at < $4
     and outcome is distinct from 'recalled'
   group by unit_code
)
select unit_code, key as metric, value as amount from answer, json_each_text(to_json(answer)) where key <> 'unit_code'
union all select unit_code, 'callbackDue', "callbackDue"::text from asked
union all select unit_code, 'callbackAnswered', "callbackAnswered"::text from asked
union all select unit_code, 'unreachable', "unreachable"::text from silent
union all select unit_code, 'declined', "declined"::text from silent
union all select unit_code, 'dispatched', "dispatched"::text from sent`

function gather(rows: readonly SumRow[]): CountsByUnit {
  const byUnit = new Map<string, Record<keyof UnitCounts, number>>()
  for (const { unit_code: unitCode, metric, amount } of rows) {
    let counts = byUnit.get(unitCode)
    if (!counts) byUnit.set(unitCode, (counts = { ...emptyCounts }))
    if (Object.hasOwn(emptyCounts, metric)) counts[metric as keyof UnitCounts] += Number(amount)
  }
  for (const [unitCode, counts] of byUnit) if (countNames.every((name) => counts[name] === 0)) byUnit.delete(unitCode)
  return byUnit
}
