import pg from 'pg'

/** Rights under which the product works day by day; the owner only migrates. */
export const applicationRole = 'open12345_app'

export interface DatabaseOptions {
  readonly url: string
  /** Connections at most. */
  readonly connections?: number
  /** The role to take on; null where roles may not be created. */
  readonly role?: string | null
  readonly applicationName?: string
  /** Called when an idle connection dies; without it the process would. */
  readonly onError?: (error: Error) => void
  /** For loads and commits by key alone: never a plan that reads a whole table, however small it is today. */
  readonly byKeyOnly?: boolean
  /** Seeding a demo may trade the last second for speed. */
  readonly synchronousCommit?: boolean
}

const timestamptz = 1184
const date = 1082
const parsers = new Map<number, (text: string) => unknown>([
  [timestamptz, (text) => Date.parse(text)],
  [date, (text) => text],
])

/** Instants come back as epoch milliseconds, days as `YYYY-MM-DD`, bigint as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format ?? 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

export type Database = pg.Pool

export function openDatabase(options: DatabaseOptions): Database {
  const settings = [
    'search_path=hotline,public',
    'TimeZone=UTC',
    // The product's own statements are short; a plan made once is good for every value.
    'plan_cache_mode=force_generic_plan',
    // The product's statements are far too short to be worth compiling.
    'jit=off',
    ...(options.byKeyOnly ? ['enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off'] : []),
    ...(options.role ? [`role=${options.role}`] : []),
    ...(options.synchronousCommit === false ? ['synchronous_commit=off'] : []),
  ]
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 8,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
    application_name: options.applicationName ?? 'open12345',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    types,
  })
  const onError = options.onError ?? (() => undefined)
  pool.on('error', onError)
  // A connection that dies while it is checked out tells its own client, not the pool.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
