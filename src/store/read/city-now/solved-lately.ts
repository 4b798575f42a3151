import type { Instant } from '../../../core/time.ts'
import type { Database } from '../../database.ts'

export interface SolvedRequest {
  readonly serviceCode: string | null
  readonly areaCode: string | null
  readonly unit: string
  readonly at: Instant
}

/** What requesters lately said is solved, the newest first. Without those who asked to stay unknown, and without reports of wrongdoing. */
export async function solvedLately(
  database: Database,
  since: Instant,
  most: number,
): Promise<readonly SolvedRequest[]> {
  const result = await database.query<SolvedRequest>({
    name: 'city_solved',
    text: `select r.service_code as "serviceCode", r.area_code as "areaCode", a.unit_code as unit, a.attempted_at as at
      from callback_attempt a join service_request r on r.number = a.number
      where a.scores and a.resolved and a.attempted_at >= $1 and a.unit_code is not null
        and r.confidentiality = 'normal' and r.request_type <> 'report'
      order by a.attempted_at desc limit $2`,
    values: [new Date(since), most],
  })
  return result.rows
}
