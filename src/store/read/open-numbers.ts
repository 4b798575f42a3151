import type { Database } from '../database.ts'

/** Requests that somebody still has to do something about, the newest first. */
export async function openNumbers(database: Database, most: number): Promise<readonly string[]> {
  const result = await database.query<{ number: string }>(
    `select number from service_request
      where state not in ('answered_directly', 'transferred_emergency', 'redirected', 'repeat_informed', 'closed', 'withdrawn')
      order by number desc limit $1`,
    [most],
  )
  return result.rows.map((row) => row.number)
}

/** Units that hold open requests, the busiest first. */
export async function unitsByOpenWork(database: Database): Promise<readonly string[]> {
  const result = await database.query<{ lead_unit: string }>(
    `select lead_unit from service_request
      where state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied')
      group by lead_unit order by count(*) desc, lead_unit limit 200`,
  )
  return result.rows.map((row) => row.lead_unit)
}
