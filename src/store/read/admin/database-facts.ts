import type { Queryable } from '../../journal/queryable.ts'

export interface DatabaseFacts {
  readonly version: string
  readonly bytes: number
  readonly connections: number
  readonly mostConnections: number
}

/** How large the database is and how busy. */
export async function databaseFacts(client: Queryable): Promise<DatabaseFacts> {
  const { rows } = await client.query<{ version: string; bytes: string; connections: string; most: string }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
       (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
       current_setting('max_connections') as most`,
  )
  const [row] = rows
  return {
    version: row?.version ?? '',
    bytes: Number(row?.bytes ?? 0),
    connections: Number(row?.connections ?? 0),
    mostConnections: Number(row?.most ?? 0),
  }
}
