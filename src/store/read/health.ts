import type { Queryable } from '../journal/queryable.ts'

// What `doctor` looks at. Its connection is the owner's and has no search path of the product's: names are whole.

export interface ServerFacts {
  /** As the server writes it, for example `18.1`. */
  readonly version: string
  readonly encoding: string
  /** Whether the product's tables were ever made here. */
  readonly migrated: boolean
}

export async function serverFacts(client: Queryable): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
       to_regclass('public.open12345_migration') is not null as migrated`,
  )
  return rows[0] ?? { version: '0', encoding: '', migrated: false }
}

/**
 * Whether trigram search finds Chinese words; under a character type of C it finds none. Needs one connection,
 * not a pool, and leaves nothing behind. Throws where the extension cannot be made.
 */
export async function seesChinese(client: Queryable): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query('create extension if not exists pg_trgm')
    const { rows } = await client.query<{ sees: boolean }>(`select show_trgm('供暖') <> '{}' as sees`)
    return rows[0]?.sees === true
  } finally {
    await client.query('rollback')
  }
}

/** Names of the migrations that are applied. */
export async function appliedMigrations(client: Queryable): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('select name from public.open12345_migration')
  return rows.map((row) => row.name)
}

/** Whether the role is there and the login of this connection may take it on. */
export async function mayTakeRole(client: Queryable, role: string): Promise<boolean> {
  const { rows } = await client.query<{ member: boolean }>(
    `select coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $1), false) as member`,
    [role],
  )
  return rows[0]?.member === true
}

/** Which of these tables the role may change or delete from. */
export async function tablesOpenTo(
  client: Queryable,
  role: string,
  tables: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($2::text[]) as name
     where has_table_privilege($1, 'hotline.' || name, 'update') or has_table_privilege($1, 'hotline.' || name, 'delete')`,
    [role, tables],
  )
  return rows.map((row) => row.name)
}

/** Which of these tables lack their append-only trigger, or have it turned off. */
export async function tablesUnguarded(client: Queryable, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as name where not exists (
       select from pg_trigger where tgrelid = to_regclass('hotline.' || name) and tgname = name || '_append_only' and tgenabled <> 'D')`,
    [tables],
  )
  return rows.map((row) => row.name)
}

/** Whether anybody besides this connection is connected to the server. */
export async function othersConnected(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ others: string }>(
    `select count(*) as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  return Number(rows[0]?.others) > 0
}
