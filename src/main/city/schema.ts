import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { isDay } from '../../core/calendar/day.ts'
import type { LocalText } from '../../core/catalogue/catalogue.ts'
import { parsePointer } from './fault.ts'
import { schemaSentence } from './schema-sentence.ts'

/** What a schema has against a file. `path` leads into the file's JSON. */
interface SchemaFault {
  readonly path: readonly string[]
  readonly code: string
  readonly sentence: LocalText
}

/** Finds what is wrong in a file of a kind; empty when nothing is. */
export type CheckShape = (kind: string, value: unknown) => readonly SchemaFault[]

/** Errors that only say that an error further in was found. */
const wrappers = new Set(['if', 'allOf', 'propertyNames'])

/** Reads the published schemas once. They belong to the product, so a broken one is a bug and throws. */
export function loadSchemas(folder: string): CheckShape {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, verbose: true, allowUnionTypes: true })
  ajv.addFormat('date', isDay)
  ajv.addFormat('time-zone', isTimeZone)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object, file)
  }
  return (kind, value) => {
    const validate = ajv.getSchema(`${kind}.json`) as ValidateFunction | undefined
    if (!validate) throw new Error(`there is no schema for ${kind}`)
    if (validate(value)) return []
    return (validate.errors ?? []).filter((error) => !wrappers.has(error.keyword)).map(toFault)
  }
}

function toFault(error: ErrorObject): SchemaFault {
  const path = parsePointer(error.instancePath)
  // A name that breaks its rule is reported at the property itself, not at the object around it.
  const name = error.propertyName ?? (error.params as { additionalProperty?: string }).additionalProperty
  return { path: name === undefined ? path : [...path, name], ...schemaSentence(error) }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}
