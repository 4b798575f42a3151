import type { MapService } from './import-map.ts'
import { textOf, type Row } from './row.ts'

/** Service code of a row, or null where no step decides and the map names none for the rest. */
export type ServiceOf = (row: Row) => string | null

export function serviceFinder(service: MapService): ServiceOf {
  const steps = service.steps.map(({ fields, table }) => ({ fields, table: new Map(Object.entries(table)) }))
  return (row) => {
    for (const { fields, table } of steps) {
      const code = table.get(fields.map((field) => textOf(row, field)).join('|'))
      if (code !== undefined) return code
    }
    return service.otherwise
  }
}
