import type { Database } from '../database.ts'

/** Whether two requests came from the same phone number, by its keyed index: nobody's identity is opened. */
export async function isSameRequester(database: Database, one: string, other: string): Promise<boolean> {
  const result = await database.query<{ same: boolean | null }>({
    name: 'same_requester',
    text: `select a.phone_index = b.phone_index as same
      from identity.requester a, identity.requester b where a.number = $1 and b.number = $2`,
    values: [one, other],
  })
  return result.rows[0]?.same === true
}
