import type { Client } from 'pg'
import { propertyOf } from '../../src/store/rows.ts'
import type { Columns, ColumnType } from '../../src/store/sql-tables.ts'
import { copyFrom } from './copy-from.ts'

const special = /[\\\n\r\t]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escape = (text: string): string =>
  special.test(text) ? text.replace(special, (one) => escapes[one] ?? one) : text

function cell(type: ColumnType, value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  switch (type) {
    case 'timestamptz':
      return new Date(value as number).toISOString()
    case 'bytea':
      return `\\\\x${(value as Buffer).toString('hex')}`
    case 'jsonb':
      return escape(JSON.stringify(value))
    case 'text':
      return escape(value as string)
    default:
      return `${value as number | boolean}`
  }
}

/** Rows of one table, gathered as COPY text and sent in one go. */
export interface CopyRows {
  add(source: object): void
  send(client: Client): Promise<void>
}

export function createCopyRows(table: string, columns: Columns): CopyRows {
  const mapping = Object.entries(columns).map(([column, type]) => ({ property: propertyOf(column), type }))
  const target = `${table} (${Object.keys(columns).join(', ')})`
  let lines: string[] = []
  return {
    add: (source) => {
      const values = source as Readonly<Record<string, unknown>>
      lines.push(mapping.map(({ property, type }) => cell(type, values[property])).join('\t'))
    },
    send: async (client) => {
      const text = lines.length === 0 ? '' : `${lines.join('\n')}\n`
      lines = []
      await copyFrom(client, target, text)
    },
  }
}
