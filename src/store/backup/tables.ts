import type { Queryable } from '../journal/queryable.ts'

/** A table of the product, as a backup carries it. */
export interface Table {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
}

export interface Sequence {
  readonly schema: string
  readonly name: string
  /** Last value given; null where none was. */
  readonly value: string | null
}

export const productSchemas: readonly string[] = ['hotline', 'identity']

const tablesText = `select n.nspname as schema, c.relname as name,
    array_agg(a.attname::text order by a.attnum) as columns,
    (select coalesce(array_agg(distinct f.confrelid::regclass::text), '{}') from pg_constraint f
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as needs,
    c.oid::regclass::text as identifier
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where n.nspname = any($1) and c.relkind = 'r' and c.relpersistence = 'p' and not c.relispartition
  group by n.nspname, c.relname, c.oid
  order by n.nspname, c.relname`

interface Described extends Table {
  readonly needs: readonly string[]
  readonly identifier: string
}

/** Every table of the product, each after those that its foreign keys name. */
export async function listTables(client: Queryable): Promise<readonly Table[]> {
  const { rows } = await client.query<Described>(tablesText, [productSchemas])
  const ordered: Described[] = []
  const done = new Set<string>()
  while (ordered.length < rows.length) {
    const ready = rows.filter((row) => !done.has(row.identifier) && row.needs.every((one) => done.has(one)))
    if (ready.length === 0) throw new Error('foreign keys form a circle')
    ordered.push(...ready)
    for (const row of ready) done.add(row.identifier)
  }
  return ordered.map(({ schema, name, columns }) => ({ schema, name, columns }))
}

export async function listSequences(client: Queryable): Promise<readonly Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
     where schemaname = any($1) order by 1, 2`,
    [productSchemas],
  )
  return rows
}

export const migrationsApplied = async (client: Queryable): Promise<readonly string[]> =>
  (await client.query<{ name: string }>('select name from public.open12345_migration order by name')).rows.map(
    (row) => row.name,
  )

export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

export const qualified = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`

export const columnsOf = (table: Table): string => table.columns.map(quoted).join(', ')
