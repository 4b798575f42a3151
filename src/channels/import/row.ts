/** A row of a file as it was written: an object of JSON, or a csv record by its header. */
export type Row = Readonly<Record<string, unknown>>

/**
 * A field's value without white space around it; absent, null and empty are all blank. Undefined for
 * a value that is no text, number or truth value: nothing can be said of a list or an object.
 */
export function valueOf(row: Row, field: string): string | undefined {
  const value = Object.hasOwn(row, field) ? row[field] : undefined
  switch (typeof value) {
    case 'string':
      return value.trim()
    case 'number':
    case 'boolean':
      return String(value)
    default:
      return value === null || value === undefined ? '' : undefined
  }
}

/** As `valueOf`, with what is no plain value as blank. */
export const textOf = (row: Row, field: string | undefined): string =>
  field === undefined ? '' : (valueOf(row, field) ?? '')

/** A number of more digits than JSON numbers keep has lost its last ones when it was read. */
export const isInexact = (row: Row, field: string): boolean => {
  const value = row[field]
  return typeof value === 'number' && !Number.isSafeInteger(value)
}
