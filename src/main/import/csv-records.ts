import { csvRecord, type CsvRecord } from '../../channels/import/csv.ts'
import type { Line } from './lines.ts'

export interface FileRecord {
  /** The line on which it begins. */
  readonly line: number
  /** Null for a line that is longer than any row is. */
  readonly text: string | null
  readonly record: CsvRecord
}

/** No record of real files has as many; a quotation mark that is never closed must not swallow the rest of the file. */
const mostLines = 200
const mostCharacters = 65_536

/**
 * Records over as many lines as their quotation marks need. After a broken one, or one that swallowed
 * lines and has not as many fields as the first, the next line begins anew: a fault costs its own line.
 */
export async function* csvRecords(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<FileRecord> {
  let held: readonly Line[] = []
  let columns: number | undefined
  const take = function* (atEnd: boolean): Generator<FileRecord> {
    for (;;) {
      const [first] = held
      const found = first && nextRecord(held, { delimiter, atEnd, columns })
      if (!first || !found) return
      held = held.slice(found.lines)
      if (found.text?.trim() === '') continue
      if (typeof found.record !== 'string') columns ??= found.record.length
      yield { line: first.number, text: found.text, record: found.record }
    }
  }
  for await (const line of lines) {
    held = [...held, line]
    yield* take(false)
  }
  yield* take(true)
}

interface Taking {
  readonly delimiter: string
  readonly atEnd: boolean
  readonly columns: number | undefined
}

interface Taken {
  readonly lines: number
  readonly text: string | null
  readonly record: CsvRecord
}

/** Undefined while the record may go on in lines that are not read yet. */
function nextRecord(held: readonly Line[], { delimiter, atEnd, columns }: Taking): Taken | undefined {
  const first = held[0]?.text ?? null
  if (first === null) return { lines: 1, text: null, record: [] }
  const alone = csvRecord(first, delimiter)
  if (alone !== 'quote_not_closed') return { lines: 1, text: first, record: alone }
  const broken: Taken = { lines: 1, text: first, record: alone }
  let text = first
  for (const [index, { text: next }] of held.entries()) {
    if (index === 0) continue
    if (next === null) return broken
    text += `\n${next}`
    // Only a line with a quotation mark can end what another one began.
    const record = next.includes('"') ? csvRecord(text, delimiter) : 'quote_not_closed'
    if (record === 'quote_not_closed') continue
    const fits = typeof record !== 'string' && (columns === undefined || record.length === columns)
    return fits ? { lines: index + 1, text, record } : broken
  }
  return atEnd || held.length >= mostLines || text.length > mostCharacters ? broken : undefined
}
