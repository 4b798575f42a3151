/** One record of a csv text (RFC 4180), or why it is none. */
export type CsvRecord = readonly string[] | 'quote_not_closed' | 'quote_misplaced'

/**
 * The fields of one record. A quotation mark quotes only at a field's beginning; elsewhere it stands
 * for itself, as many sources write inches and nicknames. Written here and not left to a parser of
 * streams, because such a parser loses every line after a broken one.
 */
export function csvRecord(text: string, delimiter: string): CsvRecord {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text.charAt(at) === '"') {
      const quoted = quotedField(text, at)
      if (!quoted) return 'quote_not_closed'
      const after = text.charAt(quoted.end)
      if (after !== '' && after !== delimiter) return 'quote_misplaced'
      fields.push(quoted.value)
      at = quoted.end
    } else {
      const next = text.indexOf(delimiter, at)
      const end = next < 0 ? text.length : next
      fields.push(text.slice(at, end))
      at = end
    }
    if (at >= text.length) return fields
    at += 1
  }
}

/** `end` is the place after the closing quotation mark; undefined where there is none. */
function quotedField(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return undefined
    if (text.charAt(quote + 1) !== '"') {
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 }
    }
    from = quote + 2
  }
}
