import { csvRecord, type CsvRecord } from '../../channels/import/csv.ts'
import type { ImportMap } from '../../channels/import/import-map.ts'
import { refuseRow, type RowRefusal } from '../../channels/import/row-refusal.ts'
import type { Row } from '../../channels/import/row.ts'
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

/** No record of real files has as many; a quotation mark that is never closed must not swallow the rest of the file. */
const mostLinesOfRecord = 200
const mostCharactersOfRecord = 65_536

async function* csvRows(
  lines: AsyncIterable<Line>,
  delimiter: string,
  wanted: readonly string[],
  encoding: string,
): AsyncGenerator<FileRow> {
  let header: readonly string[] | undefined
  for await (const one of csvRecords(lines, delimiter)) {
    const { line, text, record } = one
    if (header === undefined) {
      header = headerOf(record, wanted)
      continue
    }
    const refusal = unusable(text, encoding) ?? (typeof record === 'string' ? refuseRow(record) : undefined)
    if (refusal || typeof record === 'string') yield { line, refusal: refusal ?? refuseRow('quote_misplaced') }
    else if (record.length === header.length)
      yield { line, row: Object.fromEntries(header.map((name, index) => [name, record[index]])) }
    else yield { line, refusal: refuseRow('column_count', null, { found: record.length, wanted: header.length }) }
  }
}

function headerOf(record: CsvRecord, wanted: readonly string[]): readonly string[] {
  const columns = typeof record === 'string' ? [] : record.map((name) => name.trim())
  const twice = columns.filter((name, index) => wanted.includes(name) && columns.indexOf(name) !== index)
  const missing = wanted.filter((name) => !columns.includes(name))
  if (missing.length > 0 || twice.length > 0) throw new HeaderFault(columns, missing.length > 0 ? missing : twice)
  return columns
}

interface FileRecord {
  readonly line: number
  readonly text: string | null
  readonly record: CsvRecord
}

/** Records over as many lines as their quotation marks need; after a broken one the next line begins anew. */
async function* csvRecords(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<FileRecord> {
  let held: Line[] = []
  for await (const line of lines) {
    held.push(line)
    const taken = takeRecords(held, delimiter, false)
    held = taken.rest
    yield* taken.records
  }
  yield* takeRecords(held, delimiter, true).records
}

function takeRecords(
  held: Line[],
  delimiter: string,
  atEnd: boolean,
): { readonly records: readonly FileRecord[]; readonly rest: Line[] } {
  const records: FileRecord[] = []
  let rest = held
  while (rest.length > 0) {
    const [first] = rest
    if (!first) break
    const found = nextRecord(rest, delimiter, atEnd)
    if (!found) break
    rest = rest.slice(found.lines)
    if (found.text?.trim() !== '') records.push({ line: first.number, text: found.text, record: found.record })
  }
  return { records, rest }
}

/** Undefined while the record may go on in lines that are not read yet. */
function nextRecord(held: readonly Line[], delimiter: string, atEnd: boolean) {
  const [first] = held
  if (!first || first.text === null) return { lines: 1, text: null, record: [] as readonly string[] }
  let text = ''
  for (let count = 1; count <= held.length; count += 1) {
    const next = held[count - 1]?.text ?? null
    if (next === null) break
    text = count === 1 ? next : `${text}\n${next}`
    // Only a line with a quotation mark can end what another one began.
    if (count > 1 && !next.includes('"')) continue
    const record = csvRecord(text, delimiter)
    if (record === 'quote_misplaced') return { lines: 1, text: first.text, record }
    if (record !== 'quote_not_closed') return { lines: count, text, record }
  }
  const givenUp =
    atEnd || held.length >= mostLinesOfRecord || text.length > mostCharactersOfRecord || held.at(-1)?.text === null
  return givenUp ? { lines: 1, text: first.text, record: 'quote_not_closed' as const } : undefined
}
