import type { Database } from '../database.ts'

/** Requests that still wait merged into this one, oldest first. */
export async function mergedChildren(database: Database, parent: string): Promise<readonly string[]> {
  const result = await database.query<{ number: string }>({
    name: 'merged_children',
    text: `select number from service_request where parent_number = $1 and state = 'merged' order by number`,
    values: [parent],
  })
  return result.rows.map((row) => row.number)
}

/** Parents whose merged children have something to be done for, after `after`, in the order of their numbers. */
export async function parentsToTend(database: Database, after: string, limit: number): Promise<readonly string[]> {
  const result = await database.query<{ number: string }>({
    name: 'parents_to_tend',
    text: `select w.number from (
        select distinct parent_number as number from service_request where state = 'merged' and parent_number > $1
      ) w
      where exists (
        select from service_request p
        where p.number = w.number and (p.scoring_unit is not null or p.settled_at is not null) offset 0
      )
      order by w.number limit $2`,
    values: [after, limit],
  })
  return result.rows.map((row) => row.number)
}
