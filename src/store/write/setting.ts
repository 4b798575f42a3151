import type { Database } from '../database.ts'
import type { Queryable } from '../journal/queryable.ts'

/** What the installation remembers of itself, by name. Asked on the owner's connection too, which has no search path of ours. */
export async function readSetting<T>(database: Queryable, name: string): Promise<T | undefined> {
  const result = await database.query<{ value: T }>('select value from hotline.setting where name = $1', [name])
  return result.rows[0]?.value
}

/** Writes a setting once; gives back what stands there now, which another process may have written first. */
export async function settleSetting<T>(database: Database, name: string, value: T): Promise<T> {
  await database.query('insert into setting (name, value) values ($1, $2) on conflict do nothing', [
    name,
    JSON.stringify(value),
  ])
  return (await readSetting<T>(database, name)) ?? value
}

export async function writeSetting(database: Database, name: string, value: unknown): Promise<void> {
  await database.query(
    'insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, JSON.stringify(value)],
  )
}
