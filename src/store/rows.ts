import type { Columns, ColumnType } from './sql-tables.ts'

/** Property name of a column: `due_at` is `dueAt`. */
export const propertyOf = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

interface Mapped {
  readonly column: string
  readonly property: string
  readonly type: ColumnType
}

const mappings = new Map<Columns, readonly Mapped[]>()
function mappingOf(columns: Columns): readonly Mapped[] {
  let mapping = mappings.get(columns)
  if (!mapping) {
    mapping = Object.entries(columns).map(([column, type]) => ({ column, property: propertyOf(column), type }))
    mappings.set(columns, mapping)
  }
  return mapping
}

/** One row as JSON for `json_to_recordset`: column names, instants as ISO text, bytes as hex. */
export function toJsonRow(columns: Columns, source: object): Record<string, unknown> {
  const values = source as Readonly<Record<string, unknown>>
  const row: Record<string, unknown> = {}
  for (const { column, property, type } of mappingOf(columns)) row[column] = toJson(type, values[property])
  return row
}

function toJson(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (type === 'timestamptz') return new Date(value as number).toISOString()
  if (type === 'bytea') return `\\x${(value as Buffer).toString('hex')}`
  return value
}

/** One row read from the database, or out of its JSON, as an object with our property names. */
export function fromRow(columns: Columns, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const { column, property, type } of mappingOf(columns)) object[property] = fromSql(type, row[column])
  return object
}

/** The driver already gives instants as numbers; JSON built by PostgreSQL carries them as text. */
function fromSql(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (type === 'timestamptz' && typeof value === 'string') return Date.parse(value)
  if (type === 'bigint') return typeof value === 'number' ? String(value) : value
  return value
}

export const columnList = (columns: Columns, alias?: string): string =>
  Object.keys(columns)
    .map((column) => (alias ? `${alias}.${column}` : column))
    .join(', ')

/** `name type, ...` for the column definition list of `json_to_recordset`. */
export const columnDefinitions = (columns: Columns): string =>
  Object.entries(columns)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ')

export const assignments = (columns: Columns, from: string, except: readonly string[] = []): string =>
  Object.keys(columns)
    .filter((column) => !except.includes(column))
    .map((column) => `${column} = ${from}.${column}`)
    .join(', ')
