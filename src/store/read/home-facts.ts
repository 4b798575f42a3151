import type { Day, Instant } from '../../core/time.ts'
import type { Database } from '../database.ts'

/** What the home page says of the city: null where too little is known to say it. */
export interface HomeFacts {
  readonly solvedToday: number
  /** From report to reply, the middle one of the latest that were solved. */
  readonly medianHours: number | null
}

/** The latest that are looked at for the middle one, and fewer than which say nothing. */
const latest = 500
const fewest = 20

export async function homeFacts(database: Database, dayBegan: Instant): Promise<HomeFacts> {
  const result = await database.query<{ solvedToday: number; known: number; hours: number | null }>({
    name: 'home_facts',
    text: `with solved as (
        select number, attempted_at from callback_attempt where scores and resolved
        order by attempted_at desc limit $2
      ), taken as (
        select extract(epoch from replied.at - r.registered_at) / 3600 as hours
        from solved s join service_request r on r.number = s.number
        cross join lateral (
          select max(w.replied_at) as at from work_order w
          where w.number = s.number and w.role = 'lead' and w.replied_at <= s.attempted_at
        ) replied
        where replied.at is not null
      )
      select (select count(*)::integer from callback_attempt where scores and resolved and attempted_at >= $1) as "solvedToday",
        count(*)::integer as known,
        (percentile_cont(0.5) within group (order by hours))::double precision as hours
      from taken`,
    values: [new Date(dayBegan), latest],
  })
  const { solvedToday = 0, known = 0, hours = null } = result.rows[0] ?? {}
  return { solvedToday, medianHours: known < fewest || hours === null ? null : Math.max(1, Math.round(hours)) }
}

/** What became of a unit's requests, as those who were asked answered. */
export interface AnswersOfUnit {
  readonly asked: number
  readonly solved: number
}

export async function answersOfUnit(database: Database, unit: string, from: Day, until: Day): Promise<AnswersOfUnit> {
  const result = await database.query<{ asked: number; solved: number }>({
    name: 'answers_of_unit',
    text: `select coalesce(sum(amount) filter (where metric = 'valid'), 0)::integer as asked,
        coalesce(sum(amount) filter (where metric = 'resolved'), 0)::integer as solved
      from (
        select metric, amount from counter
          where on_day between $2 and $3 and unit_code = $1 and metric in ('valid', 'resolved')
        union all
        select metric, amount from counter_delta
          where on_day between $2 and $3 and unit_code = $1 and metric in ('valid', 'resolved')
      ) every`,
    values: [unit, from, until],
  })
  return result.rows[0] ?? { asked: 0, solved: 0 }
}
