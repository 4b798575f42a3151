import type { Database } from '../../database.ts'

/** The beginnings of what the requests say, by their numbers. */
export async function mattersOf(database: Database, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const result = await database.query<{ number: string; matter: string }>({
    name: 'matters_of',
    text: `select number, left(body, 160) as matter from event_text
      where number = any ($1::bigint[]) and seq = 1 and name = 'matter'`,
    values: [numbers],
  })
  return new Map(result.rows.map(({ number, matter }) => [number, matter]))
}
