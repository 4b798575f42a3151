import type { Database } from '../database.ts'

/** The units that are tied to a request, as far as it takes to say who may hear of it. */
export interface Tied {
  readonly number: string
  readonly districtUnit: string | null
  readonly leads: readonly string[]
  readonly assists: readonly string[]
  readonly whistled: readonly string[]
  readonly asked: readonly string[]
  readonly consulted: readonly string[]
}

/**
 * Columns of `Tied` for the request `r`.
 * @param given which work orders `w` tie their unit: not those that were taken back
 */
export const tieColumns = (
  given = `w.outcome is distinct from 'recalled'`,
): string => `r.district_unit as "districtUnit",
    array(select w.unit_code from work_order w where w.number = r.number and w.role = 'lead' and ${given}) as leads,
    array(select w.unit_code from work_order w where w.number = r.number and w.role = 'assist' and ${given}) as assists,
    array(select d ->> 'unitCode' from overlay o, jsonb_array_elements(o.detail -> 'departments') d
      where o.number = r.number and o.kind = 'whistle') as whistled,
    array(select o.detail ->> 'to' from overlay o where o.number = r.number and o.kind = 'escalation') as asked,
    array(select u from overlay o, jsonb_array_elements_text(o.detail -> 'units') u
      where o.number = r.number and o.kind = 'consultation') as consulted`

const statement = `select r.number, ${tieColumns()} from service_request r where r.number = any ($1::bigint[])`

export async function tiedUnits(database: Database, numbers: readonly string[]): Promise<ReadonlyMap<string, Tied>> {
  if (numbers.length === 0) return new Map()
  const result = await database.query<Tied>({ name: 'tied_units', text: statement, values: [numbers] })
  return new Map(result.rows.map((row) => [row.number, row]))
}
