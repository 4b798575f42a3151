import type { MappedRow } from '../../channels/import/map-row.ts'

/** What became of the rows; `why` and `found` speak of those that this run registered. */
export interface ImportSummary {
  readonly registered: number
  readonly already: number
  readonly refused: number
  readonly rows: number
  readonly refusedBy: Counts
  readonly unit: {
    /** Requests whose unit the catalogue names, and their share of the registered ones. */
    readonly found: number
    readonly share: number | null
    /** Of these, how many go to the district because the service's own rule names no unit (Regulation, art. 12). */
    readonly byDistrict: number
    /** Of these, how many go where the map's service for the rest leads, because no step knew their category. */
    readonly unclassified: number
    /** Why the rest found none: reason of the routing and service, e.g. `unclear:no_area street-litter`. */
    readonly why: Counts
  }
  /** Which step of the map found the service, and which source the area. */
  readonly serviceFrom: Counts
  readonly areaFrom: Counts
  readonly notes: Counts
}

export type Counts = Readonly<Record<string, number>>

export interface ImportTally {
  registered(row: MappedRow, leadUnit: string | null, reasons: readonly string[]): void
  already(): void
  refused(code: string): void
  readonly rows: number
  summary(): ImportSummary
}

export function createImportTally(): ImportTally {
  let [registered, already, refused, found, byDistrict, unclassified] = [0, 0, 0, 0, 0, 0]
  const refusedBy = new Map<string, number>()
  const why = new Map<string, number>()
  const serviceFrom = new Map<string, number>()
  const areaFrom = new Map<string, number>()
  const notes = new Map<string, number>()
  return {
    registered: (row, leadUnit, reasons) => {
      registered += 1
      count(serviceFrom, row.serviceFrom)
      count(areaFrom, row.areaFrom)
      for (const note of row.notes) count(notes, note)
      if (leadUnit !== null) found += 1
      if (leadUnit !== null && reasons.includes('unclear:district')) byDistrict += 1
      if (leadUnit !== null && row.serviceFrom === 'otherwise') unclassified += 1
      if (leadUnit === null) count(why, `${whyNot(row, reasons)} ${row.intake.serviceCode}`)
    },
    already: () => void (already += 1),
    refused: (code) => {
      refused += 1
      count(refusedBy, code)
    },
    get rows() {
      return registered + already + refused
    },
    summary: () => ({
      registered,
      already,
      refused,
      rows: registered + already + refused,
      refusedBy: sorted(refusedBy),
      unit: {
        found,
        share: registered === 0 ? null : Math.round((10_000 * found) / registered) / 10_000,
        byDistrict,
        unclassified,
        why: sorted(why),
      },
      serviceFrom: sorted(serviceFrom),
      areaFrom: sorted(areaFrom),
      notes: sorted(notes),
    }),
  }
}

const whyNot = ({ outcome }: MappedRow, reasons: readonly string[]): string =>
  outcome === 'open' ? 'waits_for_dispatch' : (reasons.at(-1) ?? 'unclear')

const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)

/** The most frequent first. */
const sorted = (counts: ReadonlyMap<string, number>): Counts =>
  Object.fromEntries([...counts].sort(([, one], [, other]) => other - one))
