import type { MapService } from './import-map.ts'
import { textOf, type Row } from './row.ts'

export interface FoundService {
  /** Null where no step decides and the map names no service for the rest. */
  readonly code: string | null
  /** The fields that decided, joined by |, or `otherwise`. */
  readonly from: string
}

export type ServiceOf = (row: Row) => FoundService

export function serviceFinder(service: MapService): ServiceOf {
  const steps = service.steps.map(({ fields, table }) => ({
    fields,
    from: fields.join('|'),
    table: new Map(Object.entries(table)),
  }))
  return (row) => {
    for (const { fields, from, table } of steps) {
      const code = table.get(fields.map((field) => textOf(row, field)).join('|'))
      if (code !== undefined) return { code, from }
    }
    return { code: service.otherwise, from: 'otherwise' }
  }
}
