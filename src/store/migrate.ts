import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { applicationRole } from './database.ts'

const folder = join(import.meta.dirname, 'migrations')
/** Any number that is only ours: two processes that start at once migrate one after the other. */
const migrationLock = 12345_0001

export interface MigrationResult {
  readonly applied: readonly string[]
  /** False where the login may not create roles; `doctor` then says what to run. */
  readonly roleReady: boolean
}

/** Applies the numbered SQL files that are not there yet, in order, each in a transaction of its own. Forward only. */
export async function migrate(url: string): Promise<MigrationResult> {
  const client = new pg.Client({ connectionString: url, application_name: 'open12345 migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const roleReady = await ensureRole(client)
    await client.query(
      `create table if not exists public.open12345_migration (
         name text primary key, applied_at timestamptz not null default now())`,
    )
    const done = new Set(
      (await client.query<{ name: string }>('select name from public.open12345_migration')).rows.map((row) => row.name),
    )
    const applied: string[] = []
    for (const name of migrationNames()) {
      if (done.has(name)) continue
      await applyOne(client, name)
      applied.push(name)
    }
    if (roleReady) await grantRights(client)
    return { applied, roleReady }
  } finally {
    await client.end()
  }
}

export const migrationNames = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'rights.sql')
    .sort()

async function applyOne(client: pg.Client, name: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = '5s'`)
    await client.query(readFileSync(join(folder, name), 'utf8'))
    await client.query('insert into public.open12345_migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  } finally {
    await client.query('reset search_path')
  }
}

/** The application role belongs to the whole cluster; another database may have made it. */
async function ensureRole(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${applicationRole}') then
        create role ${applicationRole} nologin;
      end if;
      if not pg_has_role(current_user, '${applicationRole}', 'member') then
        execute format('grant ${applicationRole} to %I', current_user);
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false
    throw error
  }
}

/** Rights are stated anew after every migration, so that a new table is never forgotten. */
async function grantRights(client: pg.Client): Promise<void> {
  await client.query(readFileSync(join(folder, 'rights.sql'), 'utf8'))
}
