import type { CsvRecord } from '../../channels/import/csv.ts'
import type { ImportMap } from '../../channels/import/import-map.ts'
import { refuseRow, type RowRefusal } from '../../channels/import/row-refusal.ts'
import type { Row } from '../../channels/import/row.ts'
import { csvRecords, type FileRecord } from './csv-records.ts'
import { longestLine, type Line } from './lines.ts'

/** A row of the file, or why a line of it is none. `line` is the one on which it begins. */
export type FileRow =
  { readonly line: number; readonly row: Row } | { readonly line: number; readonly refusal: RowRefusal }

/** The header of a csv file does not fit the map. */
export class HeaderFault extends Error {
  readonly columns: readonly string[]
  readonly missing: readonly string[]
  constructor(columns: readonly string[], missing: readonly string[]) {
    super(`columns missing: ${missing.join(', ')}`)
    this.name = 'HeaderFault'
    this.columns = columns
    this.missing = missing
  }
}

/** The rows of a file by its map. Blank lines are passed over; a broken line is reported and the next one read. */
export function readRows(
  lines: AsyncIterable<Line>,
  map: ImportMap,
  wanted: readonly string[],
): AsyncGenerator<FileRow> {
  const encoding = map.encoding ?? 'utf-8'
  return map.format === 'csv' ? csvRows(lines, map.delimiter ?? ',', wanted, encoding) : jsonRows(lines, encoding)
}

async function* jsonRows(lines: AsyncIterable<Line>, encoding: string): AsyncGenerator<FileRow> {
  for await (const { number: line, text } of lines) {
    if (text?.trim() === '') continue
    const refusal = unusable(text, encoding)
    yield refusal ? { line, refusal } : jsonRow(line, text ?? '')
  }
}

function jsonRow(line: number, text: string): FileRow {
  try {
    const row: unknown = JSON.parse(text)
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return { line, row: row as Row }
    return { line, refusal: refuseRow('not_an_object') }
  } catch {
    return { line, refusal: refuseRow('not_json') }
  }
}

function unusable(text: string | null, encoding: string): RowRefusal | undefined {
  if (text === null) return refuseRow('line_too_long', null, { limit: longestLine })
  return text.includes('\ufffd') ? refuseRow('not_in_encoding', null, { encoding }) : undefined
}

async function* csvRows(
  lines: AsyncIterable<Line>,
  delimiter: string,
  wanted: readonly string[],
  encoding: string,
): AsyncGenerator<FileRow> {
  let header: readonly string[] | undefined
  for await (const one of csvRecords(lines, delimiter)) {
    if (header) yield csvRow(one, header, encoding)
    else header = headerOf(one.record, wanted)
  }
}

function csvRow({ line, text, record }: FileRecord, header: readonly string[], encoding: string): FileRow {
  const refusal = unusable(text, encoding)
  if (refusal) return { line, refusal }
  if (typeof record === 'string') return { line, refusal: refuseRow(record) }
  if (record.length === header.length)
    return { line, row: Object.fromEntries(header.map((name, at) => [name, record[at]])) }
  return { line, refusal: refuseRow('column_count', null, { found: record.length, wanted: header.length }) }
}

function headerOf(record: CsvRecord, wanted: readonly string[]): readonly string[] {
  const columns = typeof record === 'string' ? [] : record.map((name) => name.trim())
  const twice = columns.filter((name, index) => wanted.includes(name) && columns.indexOf(name) !== index)
  const missing = wanted.filter((name) => !columns.includes(name))
  if (missing.length > 0 || twice.length > 0) throw new HeaderFault(columns, missing.length > 0 ? missing : twice)
  return columns
}
