import type { Day, Instant } from '../../core/time.ts'
import type { Queryable } from '../journal/queryable.ts'

/** Requests registered on some days, by service: how many, and how they stand now. The empty code is unclassified. */
export interface RegisteredService {
  readonly service: string
  readonly count: number
  readonly answeredDirectly: number
  readonly closed: number
}

// A request's number begins with the city's day of its registration: the cost grows with these days, not with history.
const numbersOf = (from: Day, until: Day): readonly [string, string] => [
  `${from.slice(2).replaceAll('-', '')}00000000`,
  `${until.slice(2).replaceAll('-', '')}99999999`,
]

const counted = `coalesce(service_code, '') as service, count(*)::integer as count,
  count(*) filter (where state = 'answered_directly')::integer as "answeredDirectly",
  count(*) filter (where state = 'closed')::integer as closed`

/** @param units those that lead; null for the whole city */
export async function registeredServices(
  database: Queryable,
  from: Day,
  until: Day,
  units: readonly string[] | null,
): Promise<readonly RegisteredService[]> {
  const numbers = numbersOf(from, until)
  const result = await (units === null
    ? database.query<RegisteredService>({
        name: 'report_services_of_city',
        text: `select ${counted} from service_request where number between $1::bigint and $2::bigint group by 1`,
        values: [...numbers],
      })
    : database.query<RegisteredService>({
        name: 'report_services_of_units',
        text: `select ${counted} from service_request
          where number between $1::bigint and $2::bigint and lead_unit = any($3) group by 1`,
        values: [...numbers, units],
      }))
  return result.rows
}

export interface LedgerEntry {
  readonly unit: string
  readonly since: Instant
  readonly reviewAt: Instant | null
}

/** Approved ledger entries that stand, the oldest first; no number, no words. `total` counts those beyond `most` too. */
export async function standingLedger(
  database: Queryable,
  units: readonly string[] | null,
  most: number,
): Promise<{ readonly total: number; readonly oldest: readonly LedgerEntry[] }> {
  const result = await database.query<LedgerEntry & { total: number }>({
    name: 'report_ledger',
    text: `select unit, since, "reviewAt", (count(*) over ())::integer as total from (
        select coalesce(o.unit_code, r.lead_unit) as unit, o.opened_at as since, o.due_at as "reviewAt"
          from overlay o join service_request r on r.number = o.number
         where o.kind = 'ledger' and o.state = 'active'
      ) standing where unit is not null and ($1::text[] is null or unit = any($1)) order by since, unit limit $2`,
    values: [units, most],
  })
  return {
    total: result.rows[0]?.total ?? 0,
    oldest: result.rows.map(({ unit, since, reviewAt }) => ({ unit, since, reviewAt })),
  }
}
